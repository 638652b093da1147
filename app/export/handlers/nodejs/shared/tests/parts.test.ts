import '#testing'

import { beforeEach, expect, test } from 'vitest'

import { FakeBuckets } from '../bucket_testing'
import { keyOf, merge, partsOf, placeOf } from '../parts'

let parts: Map<string, string>
let archive: Map<string, string>

beforeEach(() => {
  const buckets = new FakeBuckets()
  parts = buckets.make('parts')
  archive = buckets.make('archive')
})

test('a part’s place says its job and how many there are', () => {
  const key = keyOf({ job: '2026', chunk: 7, total: 200, customers: [] })
  expect(key).toBe('jobs/2026/00007-of-00200.json')
  expect(placeOf(key)).toEqual({ job: '2026', total: 200 })
})

test('a long folder is listed to its end', async () => {
  for (let chunk = 1; chunk <= 1101; chunk += 1) parts.set(keyOf({ job: 'j', chunk, total: 1102, customers: [] }), '{}')
  expect(await partsOf('parts', 'j', 1102)).toHaveLength(1101)
})

test('parts of another cut of the run, and what is no part, do not count', async () => {
  parts.set('jobs/j/00001-of-00003.json', '{}')
  parts.set('jobs/j/notes.txt', '')
  parts.set('jobs/j/00001-of-00002.json', '{}')
  expect(await partsOf('parts', 'j', 2)).toEqual(['jobs/j/00001-of-00002.json'])
})

test('a run is merged in order and once', async () => {
  parts.set('b', '{"statements":2}')
  parts.set('a', '{"statements":1}')
  expect(await merge('parts', ['a', 'b'], 'archive', 'j')).toBe(true)
  expect(await merge('parts', ['b', 'a'], 'archive', 'j')).toBe(false)
  expect([...archive]).toEqual([['runs/j.json', '{"job":"j","parts":[{"statements":1},{"statements":2}]}']])
})

test('a failure of S3 is no merge', async () => {
  await expect(merge('parts', ['gone'], 'archive', 'j')).rejects.toThrow('no object gone')
  await expect(merge('parts', [], 'nowhere', 'j')).rejects.toThrow('no bucket nowhere')
})

test.each(['jobs/2026/x.json', 'other/2026/00001-of-00002.json', 'jobs/a/b/00001-of-00002.json'])(
  'what is no part fails loudly: %s',
  (key) => {
    expect(() => placeOf(key)).toThrow('no part')
  },
)
