import { context, settings } from '#testing'

import { expect, test } from 'vitest'

import { FakeBuckets } from '#shared/bucket_testing'

import { handler } from '../app'

test('a part lies in its job’s folder and once', async () => {
  settings({ PARTS_BUCKET_NAME: 'parts' })
  const parts = new FakeBuckets().make('parts')
  const event = { job: '2026', chunk: 7, total: 200, customers: ['c1', 'c2'] }
  const key = 'jobs/2026/00007-of-00200.json'
  for (const run of [1, 2]) {
    expect(await handler(event, context()), `run ${run}`).toEqual({ job: '2026', chunk: 7, total: 200, key })
  }
  expect([...parts]).toEqual([[key, '{"statements":2}']])
})
