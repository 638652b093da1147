import { context, settings, snsEvent } from '#testing'

import { afterEach, beforeEach, expect, test } from 'vitest'

import { Cache } from '#shared/cache'
import { FakeCache } from '#shared/cache_testing'
import { GENERATION_SECONDS, keyOf } from '#shared/reports'

import { handler } from '../app'

const SALE = { shop: 's1', day: '2026-11-23', sale: 'x' }
let server: FakeCache
let cache: Cache

beforeEach(async () => {
  server = await FakeCache.start()
  settings(server.settings('REPORTS'))
  cache = new Cache('REPORTS')
})

afterEach(() => server.stop())

async function told(...changes: unknown[]): Promise<void> {
  await handler(snsEvent(...changes.map((change) => JSON.stringify(change))), context())
}

test('a sale makes the reports of its shop and day old and no other', async () => {
  const keys = async (): Promise<string[]> =>
    Promise.all(['2026-11-23', '2026-11-22'].map((day) => keyOf(cache, 'revenue', 's1', day)))
  const [before, untouched] = await keys()
  await told(SALE)
  const [after, still] = await keys()
  expect(after).not.toBe(before)
  expect(still).toBe(untouched)
})

test('generations do not pile up', async () => {
  await told(SALE, SALE)
  const left = await cache.run((commands) => commands.ttl('generation:s1:2026-11-23'))
  expect(left).toBeGreaterThan(GENERATION_SECONDS - 60)
  expect(left).toBeLessThanOrEqual(GENERATION_SECONDS)
})

test.each([{}, { shop: 's1' }, { shop: '', day: 'x' }, []])('a notice that says nothing fails loudly: %j', async (wrong) => {
  await expect(told(wrong)).rejects.toMatchObject({ name: 'ChangeError' })
})

test('without a cache it fails so that Lambda tries again', async () => {
  await server.stop()
  await expect(told(SALE)).rejects.toMatchObject({ name: 'CacheError' })
})
