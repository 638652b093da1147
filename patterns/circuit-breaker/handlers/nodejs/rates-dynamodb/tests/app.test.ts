import { answerFetch, context, type Fetched, httpEvent, settings } from '#testing'

import { beforeEach, expect, test } from 'vitest'

import { standingClock } from '#shared/circuit_testing'
import { FakeTables } from '#shared/table_testing'

import { handler } from '../app'

let clock: { now: number }

beforeEach(() => {
  clock = standingClock()
  settings({ CIRCUITS_TABLE_NAME: 'circuits', CARRIER_BASE_URL: 'https://carrier.example' })
  new FakeTables().make('circuits', 'dependency')
})

const RATES = [{ cents: 490 }]
const DOWN = { status: 503 }

async function get(parcel: object = {}): Promise<{ status: number; wait: string | undefined; body: unknown }> {
  const query = { postcode: '10115', grams: '1000', ...parcel }
  const answer = await handler(httpEvent('GET', '/rates', { query }), context())
  return { status: answer.statusCode, wait: answer.headers['Retry-After'], body: JSON.parse(answer.body) }
}

async function statuses(times: number): Promise<number[]> {
  const found = []
  for (let time = 0; time < times; time += 1) found.push((await get()).status)
  return found
}

test('while the carrier is well its rates are the answer', async () => {
  const asked: Fetched[] = answerFetch({ body: RATES })
  expect(await get()).toEqual({ status: 200, wait: undefined, body: { rates: RATES } })
  expect(asked.map(({ method, url, body }) => [method, url, JSON.parse(body)])).toEqual([
    ['POST', 'https://carrier.example/rates', { postcode: '10115', grams: 1000 }],
  ])
})

test('after five failures callers are refused at once and told when to come back', async () => {
  const asked = answerFetch(DOWN)
  expect(await statuses(8)).toEqual(Array(8).fill(503))
  expect(asked).toHaveLength(5)
  expect((await get()).wait).toBe('30')
})

test('when the time is over probes close the circuit', async () => {
  answerFetch(DOWN, DOWN, DOWN, DOWN, DOWN, { body: RATES })
  await statuses(5)
  clock.now += 29
  expect(await statuses(1)).toEqual([503])
  clock.now += 1
  expect(await statuses(4)).toEqual([200, 200, 200, 200])
})

test('a refusal of this parcel says nothing about the carrier’s health', async () => {
  const asked = answerFetch({ status: 422, body: 'too long' })
  expect(await statuses(8)).toEqual(Array(8).fill(400))
  expect(asked).toHaveLength(8)
})

test.each([{ grams: '0' }, { grams: 'many' }, { postcode: '' }, { grams: '31501' }, { grams: '²' }])(
  'a parcel that nobody takes never reaches the carrier: %j',
  async (wrong) => {
    const asked = answerFetch({ body: RATES })
    expect((await get(wrong)).status).toBe(400)
    expect(asked).toEqual([])
  },
)
