import '#testing'

import { beforeEach, expect, test, vi } from 'vitest'

import * as newest from '../newest'
import { type FakeTable, FakeTables } from '../table_testing'

let table: FakeTable

beforeEach(() => {
  table = new FakeTables().make('items', 'order')
})

test('the time of an item grows even if the clock goes back', async () => {
  const stamps: number[] = []
  for (const now of [5_000, 5_000, 4_000]) {
    vi.spyOn(Date, 'now').mockReturnValue(now)
    stamps.push((await newest.put('items', { order: '1', state: String(now) })).last_updated)
  }
  expect(stamps).toEqual([5_000, 5_001, 5_002])
  expect(table.get({ order: '1' })).toHaveProperty('state', '4000')
})

test('of writers at once none has the same time', async () => {
  vi.spyOn(Date, 'now').mockReturnValue(5_000)
  const saved = await Promise.all([...Array(6)].map(() => newest.put('items', { order: '1' }, 50)))
  const stamps = saved.map(({ last_updated }) => last_updated).sort()
  expect(stamps).toEqual([5_000, 5_001, 5_002, 5_003, 5_004, 5_005])
})

test('who is overtaken too often gives up', async () => {
  await newest.put('items', { order: '1' })
  vi.spyOn(Date, 'now').mockReturnValue(0)
  await expect(newest.put('items', { order: '1' }, 1)).rejects.toMatchObject({ name: 'BusyError' })
})
