import { settings } from '#testing'

import { afterEach, beforeEach, expect, test } from 'vitest'

import { Cache, CacheError, logIn } from '../cache'
import { FakeCache } from '../cache_testing'

let server: FakeCache
let cache: Cache

beforeEach(async () => {
  server = await FakeCache.start()
  settings(server.settings('STATE'))
  cache = new Cache('STATE')
})

afterEach(() => server.stop())

const read = (key: string): Promise<string | null> => cache.run((commands) => commands.get(key))
const write = (key: string, value: string): Promise<unknown> => cache.run((commands) => commands.set(key, value))

test('what is kept is found again, and nothing else', async () => {
  await write('city', 'Zürich')
  expect([await read('city'), await read('town')]).toEqual(['Zürich', null])
})

test('one connection serves all, and nobody logs in without a user', async () => {
  await Promise.all(['a', 'b', 'c'].map((key) => write(key, 'x')))
  expect(server.heard).toEqual(['SET a x', 'SET b x', 'SET c x'])
  expect(server.accepted).toBe(1)
})

test('it logs in by IAM with a token that is signed and short-lived', async () => {
  settings({ STATE_CACHE_USER: 'app', STATE_CACHE_NAME: 'circuit' })
  await write('a', 'x')
  const [word, user, token] = server.heard.find((command) => command.startsWith('AUTH'))?.split(' ') ?? []
  expect([word, user]).toEqual(['AUTH', 'app'])
  expect(token).toMatch(/^circuit\/\?Action=connect&User=app&ResourceType=ServerlessCache&/)
  expect(token).toContain('X-Amz-Expires=900')
  expect(token).toContain('%2Felasticache%2Faws4_request')
  expect(token).toMatch(/X-Amz-Signature=[0-9a-f]{64}/)
})

test('every connection gets a token of its own', async () => {
  const tokenFor = logIn('app', 'circuit')
  const first = await tokenFor()
  settings({ AWS_SECRET_ACCESS_KEY: 'another' })
  expect((await tokenFor()).password).not.toBe(first.password)
})

test('a connection that died while nothing was asked is replaced', async () => {
  await write('a', 'x')
  server.hangUp()
  expect(await read('a')).toBe('x')
})

test('a dead cache is an error, and one that lives again is not', async () => {
  const place = server.settings('STATE')
  await server.stop()
  await expect(read('a')).rejects.toBeInstanceOf(CacheError)
  const other = await FakeCache.start()
  settings(other.settings('STATE'))
  expect(await read('a')).toBeNull()
  expect(place).not.toEqual(other.settings('STATE'))
  await other.stop()
})

test('a cache that hangs is an error', async () => {
  await write('a', 'x')
  settings({ STATE_TIMEOUT_SECONDS: '0.1' })
  server.silent = true
  await expect(read('a')).rejects.toThrow('no answer within 0.1 s')
  server.silent = false
  settings({ STATE_TIMEOUT_SECONDS: '5' })
  expect(await read('a')).toBe('x')
})

test('a command that the cache refuses leaves the connection as it was', async () => {
  await cache.run((commands) => commands.hSet('entry', 'a', 'x'))
  await expect(read('entry')).rejects.toThrow('WRONGTYPE')
  await read('other')
  expect(server.accepted).toBe(1)
})

test('of many that change a key at once, each sees what the one before has left', async () => {
  const caches = Array.from({ length: 8 }, () => new Cache('STATE'))
  const count = (one: Cache): Promise<number> =>
    one.change(
      'count',
      (commands) => commands.get('count'),
      (before, together) => {
        together.set('count', String(Number(before ?? 0) + 1))
        return Number(before ?? 0) + 1
      },
    )
  const counts = await Promise.all(caches.map(count))
  expect(counts.sort()).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
  expect(await read('count')).toBe('8')
})

test('a change that was overtaken is decided anew', async () => {
  const other = new Cache('STATE')
  let overtaken = false
  const decided = await cache.change(
    'a',
    async (commands) => {
      const found = await commands.get('a')
      if (!overtaken) await other.run((quicker) => quicker.set('a', 'theirs'))
      overtaken = true
      return found
    },
    (entry, together) => {
      together.set('a', `ours after ${entry}`)
      return entry
    },
  )
  expect([decided, await read('a')]).toEqual(['theirs', 'ours after theirs'])
})
