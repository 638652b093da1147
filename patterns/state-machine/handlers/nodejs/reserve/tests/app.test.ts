import { context, settings } from '#testing'

import { beforeEach, expect, test } from 'vitest'

import { release } from '#shared/stock'
import { type FakeTable, FakeTables } from '#shared/table_testing'

import { handler } from '../app'

const ORDER = {
  order: '4711',
  lines: [
    { product: 'tea', quantity: 2 },
    { product: 'cup', quantity: 1 },
  ],
  cents: 1600,
}
let stock: FakeTable

beforeEach(() => {
  settings({ STOCK_TABLE_NAME: 'stock' })
  stock = new FakeTables().make('stock', 'pk')
  stock.put({ pk: 'product#tea', left: 3 })
  stock.put({ pk: 'product#cup', left: 1 })
})

function left(): unknown[] {
  return ['tea', 'cup'].map((product) => stock.get({ pk: `product#${product}` })?.['left'])
}

test('an order is reserved once however often the step runs', async () => {
  for (let run = 0; run < 3; run += 1) {
    expect(await handler(ORDER, context())).toEqual({ ...ORDER, reserved: true })
  }
  expect(left()).toEqual([1, 0])
})

test('an order that cannot be had whole takes nothing', async () => {
  await handler(ORDER, context())
  const second = handler({ ...ORDER, order: '4712' }, context())
  await expect(second).rejects.toMatchObject({ name: 'OutOfStockError', message: '4712' })
  expect(left()).toEqual([1, 0])
})

test.each([{ order: '' }, { lines: [] }, { lines: [{ product: 'tea' }] }, { lines: 'tea' }])(
  'what is no order fails loudly: %j',
  async (wrong) => {
    await expect(handler({ ...ORDER, ...wrong }, context())).rejects.toMatchObject({ name: 'OrderError' })
  },
)

test('a released order stays released', async () => {
  await release('4711')
  await expect(handler(ORDER, context())).rejects.toMatchObject({ name: 'OutOfStockError' })
  expect(left()).toEqual([3, 1])
})

test('a release gives back what was reserved and only once', async () => {
  await handler(ORDER, context())
  expect(await release('4711')).toBe(true)
  expect(await release('4711')).toBe(false)
  expect(left()).toEqual([3, 1])
})
