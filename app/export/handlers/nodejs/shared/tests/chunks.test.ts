import { expect, test } from 'vitest'

import { cut, padded, read, RunError } from '../chunks'

test.each([
  [1, 1, 1],
  [150, 1, 150],
  [151, 2, 1],
  [30_000, 200, 150],
])('a run of %i is cut without a rest or a gap', (customers, total, last) => {
  const names = Array.from({ length: customers }, (_, number) => `c${number}`)
  const chunks = [...cut({ job: '2026', customers: names })]
  expect(chunks.map(({ chunk }) => chunk)).toEqual(Array.from({ length: total }, (_, number) => number + 1))
  expect(new Set(chunks.map((chunk) => chunk.total))).toEqual(new Set([total]))
  expect(chunks.flatMap((chunk) => chunk.customers)).toEqual(names)
  expect(chunks.at(-1)?.customers).toHaveLength(last)
})

test('the same run gives the same chunks', () => {
  const run = { job: '2026', customers: ['a', 'b', 'c'] }
  expect([...cut(run, 2)]).toEqual([...cut(run, 2)])
})

test('a chunk survives being a message', () => {
  const [chunk] = cut({ job: '2026', customers: ['a'] })
  expect(read(JSON.parse(JSON.stringify(chunk)))).toEqual(chunk)
})

test('names sort as numbers do', () => {
  expect([100, 20, 3].map(padded).sort()).toEqual([3, 20, 100].map(padded))
})

test.each([{}, { job: '2026' }, { job: '', customers: ['a'] }, { job: '2026', customers: [] }, { job: '../x', customers: ['a'] }])(
  'what is no run fails loudly: %j',
  (run) => {
    expect(() => [...cut(run)]).toThrow(RunError)
  },
)

test.each([{ chunk: 0 }, { chunk: 3 }, { job: 'a/b' }, { total: '2' }, { customers: null }])(
  'what is no chunk fails loudly: %j',
  (wrong) => {
    expect(() => read({ job: '2026', chunk: 1, total: 2, customers: ['a'], ...wrong })).toThrow(RunError)
  },
)
