import { settings } from '#testing'

import { afterEach, beforeEach, expect, test } from 'vitest'

import { Cache } from '../cache'
import { FakeCache } from '../cache_testing'
import { get, putIfNewer, remove } from '../ready'

const ADA = { person: 'ada', name: 'Ada', picture: 'a.png', last_updated: 5 }
let server: FakeCache
let cache: Cache

beforeEach(async () => {
  server = await FakeCache.start()
  settings(server.settings('READY'))
  cache = new Cache('READY')
})

afterEach(() => server.stop())

test('what a reader fills in never replaces a newer one', async () => {
  expect(await putIfNewer(cache, { ...ADA, name: 'Ada L.', last_updated: 6 })).toBe(true)
  expect(await putIfNewer(cache, ADA)).toBe(false)
  expect(await get(cache, 'ada')).toMatchObject({ name: 'Ada L.' })
})

test('of two at once the newer one stays', async () => {
  const others = [3, 1, 4, 2].map((last_updated) => putIfNewer(new Cache('READY'), { ...ADA, last_updated }))
  await Promise.all(others)
  expect(await get(cache, 'ada')).toMatchObject({ last_updated: 4 })
})

test('a profile that is gone does not come back with a slow reader, and does with a newer change', async () => {
  await putIfNewer(cache, ADA)
  expect(await get(cache, 'ada')).toEqual(ADA)
  await remove(cache, ADA)
  expect(await putIfNewer(cache, ADA)).toBe(false)
  expect(await get(cache, 'ada')).toBeUndefined()
  expect(await putIfNewer(cache, { ...ADA, last_updated: 6 })).toBe(true)
  expect(await get(cache, 'ada')).toMatchObject({ last_updated: 6 })
})

test('a removal that comes late leaves what is newer', async () => {
  await putIfNewer(cache, { ...ADA, last_updated: 6 })
  await remove(cache, ADA)
  expect(await get(cache, 'ada')).toMatchObject({ last_updated: 6 })
})

test('that a profile is gone is not known for ever, and a profile stays', async () => {
  const left = (): Promise<number> => cache.run((commands) => commands.ttl('profile:ada'))
  await remove(cache, ADA)
  expect(await left()).toBeGreaterThan(0)
  await putIfNewer(cache, { ...ADA, last_updated: 6 })
  expect(await left()).toBe(-1)
})

test('a profile without the time of its change is refused', async () => {
  const { last_updated: _, ...timeless } = ADA
  await expect(putIfNewer(cache, timeless as typeof ADA)).rejects.toThrow('time of its change')
})

test('without a cache there is an error', async () => {
  await server.stop()
  await expect(get(cache, 'ada')).rejects.toMatchObject({ name: 'CacheError' })
})
