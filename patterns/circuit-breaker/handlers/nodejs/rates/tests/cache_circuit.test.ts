import { settings } from '#testing'

import { afterEach, beforeEach, expect, test } from 'vitest'

import { StoreError } from '#shared/breaker'
import { Cache } from '#shared/cache'
import { FakeCache } from '#shared/cache_testing'
import { testStore } from '#shared/circuit_testing'

import { CacheCircuit } from '../cache_circuit'

let server: FakeCache

beforeEach(async () => {
  server = await FakeCache.start()
  settings(server.settings('CIRCUIT'))
})

afterEach(() => server.stop())

const another = (): CacheCircuit => new CacheCircuit(new Cache('CIRCUIT'), 'carrier')

testStore(another)

test('the window’s count expires', async () => {
  await another().countFailure(1000, 60)
  await another().countFailure(1001, 60)
  const left = await new Cache('CIRCUIT').run((commands) => commands.ttl('circuit:{carrier}:failures'))
  expect(left).toBeGreaterThan(0)
  expect(left).toBeLessThanOrEqual(60)
})

test('dependencies do not mix', async () => {
  await another().open(1030)
  expect(await new CacheCircuit(new Cache('CIRCUIT'), 'other').read()).toMatchObject({ isOpen: false })
})

test('a dead cache is a store error', async () => {
  const store = another()
  await server.stop()
  await expect(store.read()).rejects.toBeInstanceOf(StoreError)
  await expect(store.open(1)).rejects.toBeInstanceOf(StoreError)
  await expect(store.countFailure(1, 60)).rejects.toBeInstanceOf(StoreError)
})
