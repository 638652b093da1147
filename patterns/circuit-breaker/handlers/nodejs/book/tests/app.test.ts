import { answerFetch, context, failuresOf, settings, sqsEvent } from '#testing'

import { beforeEach, expect, test } from 'vitest'

import { standingClock } from '#shared/circuit_testing'
import { FakeTables } from '#shared/table_testing'

import { handler } from '../app'

const TEN = Array.from({ length: 10 }, (_, number) => order(number))
const ALL_TEN = TEN.map((_, number) => `m${number}`)
let clock: { now: number }

beforeEach(() => {
  clock = standingClock()
  settings({ CIRCUITS_TABLE_NAME: 'circuits', CARRIER_BASE_URL: 'https://carrier.example' })
  new FakeTables().make('circuits', 'dependency')
})

function order(number: number): string {
  return JSON.stringify({ order: `o${number}`, grams: 500 })
}

async function book(...orders: string[]): Promise<string[]> {
  return failuresOf(await handler(sqsEvent(orders), context()))
}

test('labels are booked under the order’s number', async () => {
  const asked = answerFetch({ body: {} })
  expect(await book(order(1), order(2))).toEqual([])
  expect(asked.map(({ url }) => url)).toEqual(Array(2).fill('https://carrier.example/labels'))
  expect(asked.map(({ headers }) => headers.get('Idempotency-Key'))).toEqual(['o1', 'o2'])
})

test('the circuit opens within the batch and the rest goes back without a call', async () => {
  const asked = answerFetch({ status: 503 })
  expect(await book(...TEN)).toEqual(ALL_TEN)
  expect(asked).toHaveLength(5)
  expect(await book(order(1))).toEqual(['m0'])
  expect(asked).toHaveLength(5)
})

test('when the time is up probes go through and the queue drains', async () => {
  answerFetch({ status: 503 })
  await book(...TEN)
  const asked = answerFetch({ body: {} })
  clock.now += 31
  expect(await book(...TEN)).toEqual([])
  expect(asked).toHaveLength(10)
})

test('an order that the carrier refuses says nothing about its health', async () => {
  const refused = Array(9).fill({ status: 422 }) as { status: number }[]
  answerFetch(...refused, { body: {} })
  expect(await book(...TEN)).toEqual(ALL_TEN.slice(0, 9))
})

test('what is no order is never sent', async () => {
  const asked = answerFetch({ body: {} })
  expect(await book('{}', order(1), 'no json')).toEqual(['m0', 'm2'])
  expect(asked).toHaveLength(1)
})
