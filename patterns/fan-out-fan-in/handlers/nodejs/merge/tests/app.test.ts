import { context, s3Event, settings } from '#testing'

import { beforeEach, expect, test, vi } from 'vitest'

import { FakeBuckets } from '#shared/bucket_testing'
import { logger } from '#shared/observed'

import { handler } from '../app'

let parts: Map<string, string>
let archive: Map<string, string>

beforeEach(() => {
  settings({ PARTS_BUCKET_NAME: 'parts', ARCHIVE_BUCKET_NAME: 'archive' })
  const buckets = new FakeBuckets()
  parts = buckets.make('parts')
  archive = buckets.make('archive')
})

async function arrive(number: number, job = '2026'): Promise<void> {
  const key = `jobs/${job}/0000${number}-of-00002.json`
  parts.set(key, JSON.stringify({ statements: number }))
  await handler(s3Event('parts', key), context())
}

test('the run is merged with its last part and only once', async () => {
  const told = vi.spyOn(logger, 'info')
  await arrive(2)
  expect(archive.size).toBe(0)
  await arrive(1)
  await arrive(1)
  expect([...archive.keys()]).toEqual(['runs/2026.json'])
  expect(JSON.parse(archive.get('runs/2026.json') ?? '')).toEqual({
    job: '2026',
    parts: [{ statements: 1 }, { statements: 2 }],
  })
  expect(told.mock.calls.filter(([words]) => words === 'job complete')).toHaveLength(1)
})

test('parts of another job do not count', async () => {
  await arrive(1, '2025')
  await arrive(2)
  expect(archive.size).toBe(0)
})

test('a job’s name may hold what an address may not', async () => {
  await arrive(1, 'year 2026+')
  await arrive(2, 'year 2026+')
  expect([...archive.keys()]).toEqual(['runs/year 2026+.json'])
})

test('what is no part fails loudly', async () => {
  await expect(handler(s3Event('parts', 'jobs/2026/x.json'), context())).rejects.toThrow('no part')
})
