import { settings } from '#testing'

import { beforeEach, expect, test } from 'vitest'

import type { Chunk } from '../chunks'
import { note, record } from '../results'
import { type FakeTable, FakeTables } from '../table_testing'

let table: FakeTable

beforeEach(() => {
  settings({ RESULTS_TABLE_NAME: 'results' })
  table = new FakeTables().make('results', 'job', 'chunk')
})

function chunkOf(chunk: number, total = 5, job = '2026'): Chunk {
  return { job, chunk, total, customers: ['c1'] }
}

test.each([
  [1, 2, 3, 4, 5, 5, 4, 3, 2, 1],
  [5, 5, 1, 2, 1, 4, 2, 3, 3, 5],
  [3, 1, 3, 1, 4, 5, 4, 5, 2, 2],
])('the last chunk completes the job whatever the order and the repetitions: %i, %i, %i …', async (...numbers) => {
  const seen = new Set<number>()
  for (const number of numbers) {
    const before = seen.size
    seen.add(number)
    expect(await note(chunkOf(number))).toBe(seen.size === 5 && before < 5)
  }
})

test('of many that finish at once one completes the job', async () => {
  const answers = await Promise.all([1, 2, 3, 4, 5, 6, 7, 8].map((number) => note(chunkOf(number, 8))))
  expect(answers.filter(Boolean)).toHaveLength(1)
})

test('jobs do not mix', async () => {
  expect(await note(chunkOf(1, 2, 'a'))).toBe(false)
  expect(await note(chunkOf(2, 2, 'b'))).toBe(false)
  expect(await note(chunkOf(2, 2, 'a'))).toBe(true)
})

test('a result that comes twice is there once', async () => {
  for (const statements of [1, 1]) await record(chunkOf(7, 9), { statements })
  expect(table.items()).toEqual([{ job: '2026', chunk: '00007', total: 9, result: { statements: 1 } }])
})
