import { context, httpEvent, restEvent, settings } from '#testing'

import { beforeEach, expect, test } from 'vitest'

import { FakeTables } from '#shared/table_testing'

import { handler } from '../app'

beforeEach(() => {
  settings({ PRODUCT_TABLE_TABLE_NAME: 'products' })
  new FakeTables().make('products', 'product').put({ product: 'tea', name: 'Tea', cents: 350 })
})

test.each([
  ['an HTTP API', httpEvent],
  ['a REST API', restEvent],
])('a product is shown and a stranger is not found, by %s', async (_, event) => {
  const shown = await handler(event('GET', '/products/tea'), context())
  expect([shown.statusCode, JSON.parse(shown.body)]).toEqual([200, { product: 'tea', name: 'Tea', cents: 350 }])
  expect((await handler(event('GET', '/products/gin'), context())).statusCode).toBe(404)
})
