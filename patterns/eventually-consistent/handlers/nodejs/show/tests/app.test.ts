import { context, httpEvent, settings } from '#testing'

import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { FakeCache } from '#shared/cache_testing'
import { type FakeTable, FakeTables } from '#shared/table_testing'

let server: FakeCache
let profiles: FakeTable

beforeEach(async () => {
  server = await FakeCache.start()
  settings({ ...server.settings('READY'), PROFILES_TABLE_NAME: 'profiles' })
  profiles = new FakeTables().make('profiles', 'person')
  profiles.put({ person: 'ada', name: 'Ada', last_updated: 5 })
  // An instance keeps its connection, and each test has a cache of its own.
  vi.resetModules()
})

afterEach(() => server.stop())

async function get(person = 'ada'): Promise<[status: number, body: unknown]> {
  const { handler } = await import('../app')
  const { statusCode, body } = await handler(httpEvent('GET', `/profiles/${person}`), context())
  return [statusCode, JSON.parse(body)]
}

test('a profile that is ready costs no look-up', async () => {
  const ada = { person: 'ada', name: 'Ada', picture: null }
  expect(await get()).toEqual([200, ada])
  profiles.remove({ person: 'ada' })
  expect(await get()).toEqual([200, ada])
})

test('without a cache the table answers', async () => {
  await server.stop()
  expect((await get())[0]).toBe(200)
})

test('nobody is not found', async () => {
  expect((await get('eve'))[0]).toBe(404)
})
