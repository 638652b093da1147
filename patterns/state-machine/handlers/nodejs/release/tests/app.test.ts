import { context, settings } from '#testing'

import { beforeEach, expect, test } from 'vitest'

import { type FakeTable, FakeTables } from '#shared/table_testing'

import { handler } from '../app'

let stock: FakeTable

beforeEach(() => {
  settings({ STOCK_TABLE_NAME: 'stock' })
  stock = new FakeTables().make('stock', 'pk')
  stock.put({ pk: 'product#tea', left: 1 })
  stock.put({ pk: 'order#4711', state: 'reserved', lines: { tea: 2 } })
})

function left(): unknown {
  return stock.get({ pk: 'product#tea' })?.['left']
}

test('the goods go back once', async () => {
  for (let run = 0; run < 3; run += 1) {
    expect(await handler({ order: '4711' }, context())).toHaveProperty('cancelled', true)
  }
  expect(left()).toBe(3)
  expect(stock.get({ pk: 'order#4711' })).toHaveProperty('state', 'cancelled')
})

test('an order that was never reserved is cancelled all the same', async () => {
  expect(await handler({ order: '4712' }, context())).toHaveProperty('cancelled', true)
  expect(left()).toBe(1)
  expect(stock.get({ pk: 'order#4712' })).toHaveProperty('state', 'cancelled')
})

test('after a failure the order stands under input', async () => {
  await handler({ input: { order: '4711' }, error: { Error: 'PaymentDeclinedError' } }, context())
  expect(left()).toBe(3)
})

test('what is no order fails loudly', async () => {
  await expect(handler({}, context())).rejects.toMatchObject({ name: 'OrderError' })
})
