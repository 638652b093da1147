import { context, failuresOf, settings, tableStreamEvent } from '#testing'

import { beforeEach, expect, test, vi } from 'vitest'

import { FakeBuckets } from '#shared/bucket_testing'
import { logger } from '#shared/observed'
import { type FakeTable, FakeTables } from '#shared/table_testing'

import { handler } from '../app'

let results: FakeTable
let summaries: Map<string, string>

beforeEach(() => {
  settings({ RESULTS_TABLE_NAME: 'results', SUMMARIES_BUCKET_NAME: 'summaries' })
  results = new FakeTables().make('results', 'job', 'chunk')
  summaries = new FakeBuckets().make('summaries')
})

function put(number: number, job = '2026', total = 2): void {
  results.put({ job, chunk: `0000${number}`, total, result: { statements: 150 } })
}

async function told(jobs: string[], name: 'INSERT' | 'REMOVE' = 'INSERT'): Promise<string[]> {
  const event = tableStreamEvent(...jobs.map((job) => [name, { job: { S: job } }] as const))
  return failuresOf(await handler(event, context()))
}

test('the summary is written with the last result and only once', async () => {
  const words = vi.spyOn(logger, 'info')
  put(1)
  await told(['2026'])
  expect(summaries.size).toBe(0)
  put(2)
  for (const time of [1, 2, 3]) expect(await told(['2026', '2026']), `time ${time}`).toEqual([])
  expect([...summaries]).toEqual([['2026.json', '{"job":"2026","chunks":2,"statements":300}']])
  expect(words.mock.calls.filter(([said]) => said === 'job complete')).toHaveLength(1)
})

test('jobs do not mix', async () => {
  put(1, 'a', 1)
  put(1, 'b', 2)
  await told(['a', 'b'])
  expect([...summaries.keys()]).toEqual(['a.json'])
})

test('a result that goes completes nothing', async () => {
  put(1, 'a', 1)
  await told(['a'], 'REMOVE')
  expect(summaries.size).toBe(0)
})

test('what fails is named so that the stream goes on from there', async () => {
  put(1, 'a', 1)
  settings({ SUMMARIES_BUCKET_NAME: 'gone' })
  expect(await told(['b', 'a', 'a'])).toEqual(['1'])
})
