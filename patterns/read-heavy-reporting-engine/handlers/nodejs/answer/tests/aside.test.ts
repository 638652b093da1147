import { settings } from '#testing'

import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { Cache } from '#shared/cache'
import { FakeCache } from '#shared/cache_testing'

import { CacheAside } from '../aside'

let server: FakeCache
let cache: Cache
let aside: CacheAside<string>
let now: number
let whileWaiting: () => Promise<unknown>

beforeEach(async () => {
  server = await FakeCache.start()
  settings(server.settings('REPORTS'))
  now = 1_000_000
  vi.spyOn(Date, 'now').mockImplementation(() => now * 1_000)
  vi.spyOn(Math, 'random').mockReturnValue(0.5)
  whileWaiting = async () => undefined
  cache = new Cache('REPORTS')
  aside = reader()
})

afterEach(() => server.stop())

/** A reader with a connection of its own, whose waiting moves the clock. */
function reader(): CacheAside<string> {
  return new CacheAside(new Cache('REPORTS'), { fresh: 300 }, async (milliseconds) => {
    now += milliseconds / 1_000
    await whileWaiting()
  })
}

const value = (text: string) => async (): Promise<string> => text
const never = async (): Promise<string> => {
  throw new Error('it was built twice')
}
const down = async (): Promise<string> => {
  throw new Error('no database')
}

/** Put an entry there as another reader would. */
async function made(text: string): Promise<void> {
  await cache.run((commands) => commands.set('k', JSON.stringify({ value: text, fresh_until: now + 300 })))
}

test('the database is asked once for many readers', async () => {
  expect(await aside.get('k', value('v'))).toEqual({ value: 'v', source: 'miss' })
  expect(await aside.get('k', never)).toEqual({ value: 'v', source: 'hit' })
  expect(await reader().get('k', never)).toEqual({ value: 'v', source: 'hit' })
})

test('an entry is fresh for its time and no longer', async () => {
  await aside.get('k', value('one'))
  now += 299
  expect(await aside.get('k', value('two'))).toEqual({ value: 'one', source: 'hit' })
  now += 2
  expect(await aside.get('k', value('two'))).toEqual({ value: 'two', source: 'miss' })
})

test('expiry is spread', async () => {
  vi.mocked(Math.random).mockReturnValue(1)
  await aside.get('k', value('one'))
  now += 314
  expect(await aside.get('k', never)).toMatchObject({ source: 'hit' })
})

test('while one rebuilds the others take the old value', async () => {
  await aside.get('k', value('old'))
  now += 301
  const seen: unknown[] = []
  const build = async (): Promise<string> => {
    seen.push(await reader().get('k', never))
    return 'new'
  }
  expect(await aside.get('k', build)).toEqual({ value: 'new', source: 'miss' })
  expect(seen).toEqual([{ value: 'old', source: 'stale' }])
})

test('without an old value the others wait for the one', async () => {
  await cache.run((commands) => commands.set('k:lock', 'somebody', { PX: 10_000 }))
  whileWaiting = async () => {
    if (now > 1_000_000.2) await made('theirs')
  }
  expect(await aside.get('k', never)).toEqual({ value: 'theirs', source: 'hit' })
})

test('nobody waits for ever', async () => {
  await cache.run((commands) => commands.set('k:lock', 'dead', { PX: 60_000 }))
  expect(await aside.get('k', value('own'))).toEqual({ value: 'own', source: 'miss' })
  expect(now).toBeLessThan(1_000_003)
})

test('of many readers at once one builds', async () => {
  vi.mocked(Date.now).mockRestore()
  let built = 0
  const readers = Array.from({ length: 8 }, () => new CacheAside<string>(new Cache('REPORTS'), { fresh: 300, patience: 20 }))
  const build = async (): Promise<string> => {
    built += 1
    return 'v'
  }
  const answers = await Promise.all(readers.map((one) => one.get('k', build)))
  expect(answers.map((one) => one.value)).toEqual(Array(8).fill('v'))
  expect(built).toBe(1)
})

test('a dead cache is a detour', async () => {
  await server.stop()
  expect(await aside.get('k', value('v'))).toEqual({ value: 'v', source: 'bypass' })
})

test('a cache that dies while the value is built costs only the entry', async () => {
  const build = async (): Promise<string> => {
    await server.stop()
    return 'v'
  }
  expect(await aside.get('k', build)).toEqual({ value: 'v', source: 'miss' })
})

test('while the database is down the old value is served', async () => {
  await aside.get('k', value('old'))
  now += 301
  expect(await aside.get('k', down)).toEqual({ value: 'old', source: 'stale' })
  await expect(aside.get('other', down)).rejects.toThrow('no database')
})

test('a failed rebuild gives the lock back', async () => {
  await expect(aside.get('k', down)).rejects.toThrow('no database')
  expect(await aside.get('k', value('v'))).toEqual({ value: 'v', source: 'miss' })
})

test('a lock that is somebody else’s by now stays', async () => {
  const slow = async (): Promise<string> => {
    await cache.run((commands) => commands.set('k:lock', 'the next one'))
    return 'v'
  }
  await aside.get('k', slow)
  expect(await cache.run((commands) => commands.get('k:lock'))).toBe('the next one')
})

test('what was rebuilt between the look and the lock is not rebuilt again', async () => {
  const late = new Cache('REPORTS')
  const { run } = late
  let looks = 0
  vi.spyOn(late, 'run').mockImplementation(async (work) => {
    const found = await run.call(late, work)
    if ((looks += 1) === 1) await made('theirs')
    return found as never
  })
  const slow = new CacheAside<string>(late, { fresh: 300 })
  expect(await slow.get('k', never)).toEqual({ value: 'theirs', source: 'hit' })
  expect(await cache.run((commands) => commands.get('k:lock'))).toBeNull()
})
