import { context, restEvent, settings, standIn } from '#testing'

import { afterEach, beforeEach, expect, test } from 'vitest'

import { Cache } from '#shared/cache'
import { FakeCache } from '#shared/cache_testing'
import { invalidate, keyOf } from '#shared/reports'

import { handler, sales } from '../app'

const ROWS = [
  { product: 'tea', value: '700' },
  { product: 'cup', value: '900' },
]
let server: FakeCache
let cache: Cache

beforeEach(async () => {
  server = await FakeCache.start()
  settings(server.settings('REPORTS'))
  cache = new Cache('REPORTS')
})

afterEach(() => server.stop())

async function get({ report = 'revenue', shop = 's1', day = '2026-11-23' } = {}): Promise<[number, string | undefined, unknown]> {
  const answer = await handler(restEvent('GET', `/reports/${report}`, { query: { shop, day } }), context())
  return [answer.statusCode, answer.headers['X-Cache'], JSON.parse(answer.body)]
}

async function source(asked: Parameters<typeof get>[0] = {}): Promise<string | undefined> {
  return (await get(asked))[1]
}

test('the first reader asks the database and the next do not', async () => {
  const noted = standIn(sales, ROWS)
  expect((await get()).slice(0, 2)).toEqual([200, 'miss'])
  expect(await get()).toEqual([
    200,
    'hit',
    {
      report: 'revenue',
      shop: 's1',
      day: '2026-11-23',
      lines: [
        { product: 'cup', value: 900 },
        { product: 'tea', value: 700 },
      ],
    },
  ])
  expect(noted.asked.map(({ values }) => values)).toEqual([['s1', '2026-11-23']])
})

test.each([{ report: 'quantities' }, { shop: 's2' }, { day: '2026-11-22' }])(
  'whatever changes the answer is part of the key: %j',
  async (other) => {
    standIn(sales, ROWS, ROWS)
    await get()
    expect(await source(other)).toBe('miss')
  },
)

test('a change makes the report old and a late writer cannot undo that', async () => {
  standIn(sales, ROWS, ROWS, ROWS)
  const before = await keyOf(cache, 'revenue', 's1', '2026-11-23')
  await invalidate(cache, 's1', '2026-11-23')
  await cache.run((commands) => commands.set(before, JSON.stringify({ value: ['old'], fresh_until: Date.now() })))
  expect(await source()).toBe('miss')
  await get({ day: '2026-11-24' })
  await invalidate(cache, 's1', '2026-11-23')
  expect(await source({ day: '2026-11-24' })).toBe('hit')
})

test('without a cache the database answers', async () => {
  standIn(sales, ROWS)
  await server.stop()
  expect((await get()).slice(0, 2)).toEqual([200, 'bypass'])
})

test('without a database readers of cached reports notice nothing', async () => {
  standIn(sales, ROWS, new Error('down'))
  await get()
  expect(await source()).toBe('hit')
  expect(await get({ day: '2026-11-22' })).toEqual([
    503,
    undefined,
    { statusCode: 503, message: 'Try again in a moment.' },
  ])
})

test.each([{ shop: '' }, { shop: 'a b' }, { day: 'today' }, { day: '' }, { day: '2026-06-31' }, { day: '2026-13-01' }])(
  'a question that makes no sense is refused: %j',
  async (wrong) => {
    const noted = standIn(sales, ROWS)
    expect((await get(wrong))[0]).toBe(400)
    expect(noted.asked).toEqual([])
  },
)

test('an unknown report is not found', async () => {
  expect((await get({ report: 'salaries' }))[0]).toBe(404)
})
