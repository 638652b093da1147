import { context, settings } from '#testing'

import { beforeEach, expect, test, vi } from 'vitest'

import { logger } from '#shared/observed'
import { record } from '#shared/results'
import { type FakeTable, FakeTables } from '#shared/table_testing'

import { handler } from '../app'

let results: FakeTable

beforeEach(() => {
  settings({ RESULTS_TABLE_NAME: 'results' })
  results = new FakeTables().make('results', 'job', 'chunk')
})

async function work(number: number): Promise<boolean> {
  const chunk = { job: '2026', chunk: number, total: 3, customers: ['c1', 'c2'] }
  return (await handler(chunk, context())).complete
}

test('every chunk is there and the job is complete exactly once', async () => {
  const told = vi.spyOn(logger, 'info')
  const answers = []
  for (const number of [2, 1, 1, 3, 3, 2]) answers.push(await work(number))
  expect(answers).toEqual([false, false, false, true, false, false])
  expect(told.mock.calls.filter(([words]) => words === 'job complete')).toHaveLength(1)
  expect(results.items().map(({ chunk }) => chunk)).toEqual(['00001', '00002', '00003', 'progress'])
})

test('a worker that died before it counted counts when it runs again', async () => {
  await work(1)
  await work(2)
  await record({ job: '2026', chunk: 3, total: 3, customers: ['c1', 'c2'] }, { statements: 2 })
  expect(await work(3)).toBe(true)
})

test('what is no chunk fails loudly', async () => {
  await expect(handler({ job: '2026' }, context())).rejects.toMatchObject({ name: 'RunError' })
})
