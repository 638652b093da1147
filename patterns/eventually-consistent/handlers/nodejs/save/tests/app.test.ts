import { context, restEvent, settings } from '#testing'

import { beforeEach, expect, test } from 'vitest'

import { type FakeTable, FakeTables } from '#shared/table_testing'

import { handler } from '../app'

const ORDER = { order: '4711', customer: 'c7', cents: 1600, state: 'placed' }
let orders: FakeTable

beforeEach(() => {
  settings({ ORDERS_TABLE_NAME: 'orders' })
  orders = new FakeTables().make('orders', 'order')
})

async function post(order: object): Promise<{ status: number; saved: { last_updated: number } }> {
  const { statusCode, body } = await handler(restEvent('POST', '/orders', { body: JSON.stringify(order) }), context())
  return { status: statusCode, saved: JSON.parse(body) as { last_updated: number } }
}

test('every change of an order is newer than the one before', async () => {
  const [first, second] = [await post(ORDER), await post({ ...ORDER, state: 'paid' })]
  expect(second.saved.last_updated).toBeGreaterThan(first.saved.last_updated)
  expect(orders.items()).toEqual([{ ...ORDER, state: 'paid', last_updated: second.saved.last_updated }])
})

test.each([{ order: '' }, { cents: -1 }, { cents: '5' }, { state: null }])(
  'what is no order is refused: %j',
  async (wrong) => {
    expect((await post({ ...ORDER, ...wrong })).status).toBe(400)
    expect(orders.items()).toEqual([])
  },
)
