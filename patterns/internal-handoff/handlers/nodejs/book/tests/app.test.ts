import { context, settings } from '#testing'

import { ResourceNotFoundException } from '@aws-sdk/client-dynamodb'
import { beforeEach, expect, test } from 'vitest'

import { type FakeTable, FakeTables } from '#shared/table_testing'

import { handler, SaleError } from '../app'

const SALE = { customer: 'c7', order: '4711', points: 120 }
let table: FakeTable

beforeEach(() => {
  settings({ ACCOUNTS_TABLE_NAME: 'accounts' })
  table = new FakeTables().make('accounts', 'customer', 'order')
})

function balance(): unknown {
  return table.get({ customer: 'c7', order: 'balance' })?.['points']
}

test('a sale counts once, however often Lambda runs it', async () => {
  const answers = []
  for (let time = 0; time < 3; time += 1) answers.push(await handler(SALE, context()))
  expect(answers.map(({ booked }) => booked)).toEqual([true, false, false])
  expect(balance()).toBe(120)
})

test('different orders add up', async () => {
  await handler(SALE, context())
  await handler({ ...SALE, order: '4712', points: 5 }, context())
  expect(balance()).toBe(125)
})

test.each([
  { customer: '' },
  { order: null },
  { order: 'balance' },
  { points: 0 },
  { points: '9' },
  { points: true },
])('what is no sale fails loudly and changes nothing: %j', async (wrong) => {
  await expect(handler({ ...SALE, ...wrong }, context())).rejects.toBeInstanceOf(SaleError)
  expect(table.items()).toEqual([])
})

test('an outage is thrown, so that Lambda tries again', async () => {
  settings({ ACCOUNTS_TABLE_NAME: 'gone' })
  await expect(handler(SALE, context())).rejects.toBeInstanceOf(ResourceNotFoundException)
})
