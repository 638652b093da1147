import { context, restEvent, settings } from '#testing'

import { beforeEach, expect, test } from 'vitest'

import { type FakeTable, FakeTables } from '#shared/table_testing'

import { handler } from '../app'

const ADA = `theme=dark; shopper=${'a'.repeat(24)}`
const BOB = `shopper=${'b'.repeat(24)}`
let baskets: FakeTable

beforeEach(() => {
  settings({ BASKET_TABLE_TABLE_NAME: 'baskets' })
  baskets = new FakeTables().make('baskets', 'shopper')
})

async function call(method: string, line?: object, cookie = ADA): Promise<[status: number, body: unknown]> {
  const said = line && { body: JSON.stringify(line) }
  const answer = await handler(restEvent(method, '/basket', { ...said, headers: { Cookie: cookie } }), context())
  return [answer.statusCode, JSON.parse(answer.body)]
}

test('a basket belongs to its shopper', async () => {
  expect(await call('PUT', { product: 'tea', quantity: 2 })).toEqual([200, { lines: { tea: 2 } }])
  expect(await call('GET')).toEqual([200, { lines: { tea: 2 } }])
  expect(await call('GET', undefined, BOB)).toEqual([200, { lines: {} }])
})

test('a line is set and not added to', async () => {
  await call('PUT', { product: 'tea', quantity: 2 })
  await call('PUT', { product: 'tea', quantity: 2 })
  await call('PUT', { product: 'cup', quantity: 1 })
  expect(await call('GET')).toEqual([200, { lines: { tea: 2, cup: 1 } }])
  expect(await call('PUT', { product: 'tea', quantity: 0 })).toEqual([200, { lines: { cup: 1 } }])
  expect(await call('DELETE')).toEqual([200, { lines: {} }])
  expect(await call('GET')).toEqual([200, { lines: {} }])
})

test('an expired basket is empty before the table forgets it', async () => {
  baskets.put({ shopper: 'a'.repeat(24), lines: { tea: 1 }, expires: 1 })
  expect(await call('GET')).toEqual([200, { lines: {} }])
})

test('a basket holds a hundred products', async () => {
  const lines = Object.fromEntries([...Array(100).keys()].map((number) => [`p${number}`, 1]))
  baskets.put({ shopper: 'a'.repeat(24), lines, expires: 9_999_999_999 })
  expect((await call('PUT', { product: 'tea', quantity: 1 }))[0]).toBe(400)
  expect((await call('PUT', { product: 'p0', quantity: 2 }))[0]).toBe(200)
})

test.each(['', 'shopper=short', 'theme=dark', `shopper=${'é'.repeat(24)}`, `other_${BOB}`])(
  'without the old shop’s cookie there is no basket: %s',
  async (cookie) => {
    expect((await call('GET', undefined, cookie))[0]).toBe(401)
  },
)

test.each([{}, { product: 'tea' }, { product: 'tea', quantity: -1 }, { product: '', quantity: 1 }])(
  'a line that makes no sense is refused: %j',
  async (line) => {
    expect((await call('PUT', line))[0]).toBe(400)
  },
)
