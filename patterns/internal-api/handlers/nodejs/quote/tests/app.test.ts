import { context, httpEvent, restEvent, settings } from '#testing'

import { BatchGetCommand, DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { mockClient } from 'aws-sdk-client-mock'
import { beforeEach, expect, test } from 'vitest'

import { FakeTables } from '#shared/table_testing'

import { handler } from '../app'
import { BasketError } from '../basket'
import { pricesOf, UnknownProductError } from '../prices'

const BASKET = { basket: [{ product: 'tea', quantity: 2 }, { product: 'cup', quantity: 1 }] }
const UNKNOWN = { basket: [{ product: 'gin', quantity: 1 }] }

beforeEach(() => {
  settings({ PRICES_TABLE_NAME: 'prices' })
  const table = new FakeTables().make('prices', 'product')
  table.put({ product: 'tea', cents: 350 })
  table.put({ product: 'cup', cents: 900 })
})

test('a direct caller gets the price', async () => {
  expect(await handler(BASKET, context())).toEqual({
    currency: 'EUR',
    lines: [
      { product: 'tea', quantity: 2, cents: 700 },
      { product: 'cup', quantity: 1, cents: 900 },
    ],
    total_cents: 1600,
  })
})

test('a product named twice is one line', async () => {
  const basket = Array(3).fill({ product: 'tea', quantity: 1 })
  expect(await handler({ basket }, context())).toMatchObject({ lines: [{ quantity: 3 }], total_cents: 1050 })
})

test('a direct caller gets the error as an error', async () => {
  const asked = handler(UNKNOWN, context())
  await expect(asked).rejects.toBeInstanceOf(UnknownProductError)
  await expect(asked).rejects.toThrow('gin')
})

test.each([
  { basket: null },
  { basket: [] },
  { basket: 'tea' },
  { basket: [{ product: 'tea' }] },
  { basket: [{ product: 'tea', quantity: 0 }] },
  { basket: [{ product: 'tea', quantity: true }] },
  { basket: Array(101).fill({ product: 'tea', quantity: 1 }) },
])('a basket that makes no sense is refused: %j', async (wrong) => {
  await expect(handler(wrong, context())).rejects.toBeInstanceOf(BasketError)
  const over = restEvent('POST', '/quotes', { body: JSON.stringify(wrong) })
  expect(await handler(over, context())).toMatchObject({ statusCode: 400 })
})

test.each([
  ['its own address', httpEvent, '/'],
  ['an API', restEvent, '/quotes'],
] as const)('over HTTP the same is a status: %s', async (_, event, path) => {
  const fine = await handler(event('POST', path, { body: JSON.stringify(BASKET) }), context())
  expect(fine).toMatchObject({ statusCode: 200, body: expect.stringContaining('"total_cents":1600') })
  const unknown = await handler(event('POST', path, { body: JSON.stringify(UNKNOWN) }), context())
  expect(unknown).toMatchObject({ statusCode: 404 })
})

test('what DynamoDB left out is asked for again', async () => {
  mockClient(DynamoDBDocumentClient)
    .on(BatchGetCommand)
    .resolvesOnce({
      Responses: { prices: [{ product: 'a', cents: 1 }] },
      UnprocessedKeys: { prices: { Keys: [{ product: 'b' }] } },
    })
    .resolves({ Responses: { prices: [{ product: 'b', cents: 2 }] } })
  expect(await pricesOf(['a', 'b'])).toEqual(new Map([['a', 1], ['b', 2]]))
})
