import { context, failuresOf, kinesisEvent, settings } from '#testing'

import { beforeEach, expect, test } from 'vitest'

import { type FakeTable, FakeTables } from '#shared/table_testing'

import { handler } from '../app'

let table: FakeTable

beforeEach(() => {
  settings({ TOTALS_TABLE_NAME: 'totals' })
  table = new FakeTables().make('totals', 'page', 'minute')
})

function click(page: string, at = '2026-11-23T10:15:30Z'): string {
  return JSON.stringify({ page, at })
}

function totals(): unknown[] {
  return table.items().map(({ page, minute, clicks }) => [page, minute, clicks])
}

test('a batch becomes one sum per page and minute', async () => {
  const later = '2026-11-23T11:16:05+01:00'
  const event = kinesisEvent(click('/a'), click('/b'), click('/a'), click('/a', later))
  expect(failuresOf(await handler(event, context()))).toEqual([])
  expect(totals()).toEqual([
    ['/a', '2026-11-23T10:15Z', 2],
    ['/a', '2026-11-23T10:16Z', 1],
    ['/b', '2026-11-23T10:15Z', 1],
  ])
})

test('the next batch adds to it', async () => {
  const [first, second] = [kinesisEvent(click('/a')), kinesisEvent(click('/a'))]
  for (const record of second.Records) record.eventID = 'shard:9'
  await handler(first, context())
  await handler(second, context())
  expect(totals()).toEqual([['/a', '2026-11-23T10:15Z', 2]])
})

test('the same batch counts once, however many transactions it takes', async () => {
  const event = kinesisEvent(...[...Array(150).keys()].map((number) => click(`/${number}`)))
  await handler(event, context())
  await handler(event, context())
  expect(totals()).toHaveLength(150)
  expect(table.items().every(({ clicks }) => clicks === 1)).toBe(true)
})

test.each(['no json', '{}', '{"page": "/a", "at": "yesterday"}', '{"page": "/a", "at": "1"}'])(
  'what is no click is named and what came before is counted: %s',
  async (bad) => {
    expect(failuresOf(await handler(kinesisEvent(click('/a'), bad, click('/b')), context()))).toEqual(['1'])
    expect(totals()).toEqual([['/a', '2026-11-23T10:15Z', 1]])
  },
)

test('sums expire a week after their minute', async () => {
  await handler(kinesisEvent(click('/a', '2026-01-01T00:00:59Z')), context())
  expect(table.items()[0]).toHaveProperty('expires', 1_767_225_600 + 7 * 86_400)
})
