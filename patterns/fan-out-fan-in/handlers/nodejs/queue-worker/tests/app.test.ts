import { context, failuresOf, settings, sqsEvent } from '#testing'

import { expect, test } from 'vitest'

import { FakeTables } from '#shared/table_testing'

import { handler } from '../app'

test('results are written and a bad chunk comes again alone', async () => {
  settings({ RESULTS_TABLE_NAME: 'results' })
  const results = new FakeTables().make('results', 'job', 'chunk')
  const good = JSON.stringify({ job: '2026', chunk: 1, total: 2, customers: ['c1'] })
  expect(failuresOf(await handler(sqsEvent([good, '{}', good]), context()))).toEqual(['m1'])
  expect(results.items()).toEqual([{ job: '2026', chunk: '00001', total: 2, result: { statements: 1 } }])
})
