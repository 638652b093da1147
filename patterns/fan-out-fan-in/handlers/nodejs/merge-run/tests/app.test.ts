import { context, settings } from '#testing'

import { beforeEach, expect, test } from 'vitest'

import { FakeBuckets } from '#shared/bucket_testing'

import { handler } from '../app'

let archive: Map<string, string>

beforeEach(() => {
  settings({ ARCHIVE_BUCKET_NAME: 'archive' })
  archive = new FakeBuckets().make('archive')
  for (const number of [1, 2]) archive.set(part(number).key, JSON.stringify({ statements: number }))
})

function part(chunk: number, job = '2026'): { job: string; chunk: number; total: number; key: string } {
  return { job, chunk, total: 2, key: `jobs/${job}/0000${chunk}-of-00002.json` }
}

test('a run is merged in order and again to the same', async () => {
  for (const run of [1, 2]) {
    const answer = await handler([part(2), part(1)], context())
    expect(answer, `run ${run}`).toEqual({ job: '2026', parts: 2, key: 'runs/2026.json' })
  }
  expect(JSON.parse(archive.get('runs/2026.json') ?? '')).toMatchObject({
    parts: [{ statements: 1 }, { statements: 2 }],
  })
})

test.each([[[part(1)]], [[part(1), part(2, 'x')]], [[part(1), part(1)]], [[]]])(
  'a run with parts missing is not merged: %j',
  async (event) => {
    await expect(handler(event, context())).rejects.toThrow('all parts')
    expect(archive.has('runs/2026.json')).toBe(false)
  },
)
