import { context, failuresOf, settings, tableStreamEvent } from '#testing'

import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { Cache } from '#shared/cache'
import { FakeCache } from '#shared/cache_testing'
import { get } from '#shared/ready'
import { imageOf } from '#shared/table_testing'

type Event = ReturnType<typeof tableStreamEvent>
let server: FakeCache

beforeEach(async () => {
  server = await FakeCache.start()
  settings(server.settings('READY'))
  // An instance keeps its connection, and each test has a cache of its own.
  vi.resetModules()
})

afterEach(() => server.stop())

function profile(name: string, last_updated: number): ReturnType<typeof imageOf> {
  return imageOf({ person: 'ada', name, last_updated })
}

async function refresh(event: Event): Promise<string[]> {
  const { handler } = await import('../app')
  return failuresOf(await handler(event, context()))
}

async function ready(): Promise<unknown> {
  return (await get(new Cache('READY'), 'ada'))?.name
}

test('the newest profile is ready however often changes come', async () => {
  const changes = tableStreamEvent(['INSERT', profile('Ada', 1)], ['MODIFY', profile('Ada L.', 2)])
  for (let time = 0; time < 2; time += 1) {
    expect(await refresh(changes)).toEqual([])
    expect(await ready()).toBe('Ada L.')
  }
})

test('a removed profile is forgotten', async () => {
  await refresh(tableStreamEvent(['INSERT', profile('Ada', 1)], ['REMOVE', profile('Ada', 1)]))
  expect(await ready()).toBeUndefined()
})

test('without a cache the stream waits', async () => {
  await server.stop()
  expect(await refresh(tableStreamEvent(['INSERT', profile('Ada', 1)]))).toEqual(['0'])
})
