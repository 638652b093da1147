import { context, failuresOf, sqsEvent, standIn } from '#testing'

import { expect, test } from 'vitest'

import { handler, ledger } from '../app'

function entry(number: number, more: object = {}): string {
  return JSON.stringify({ entry: `n${number}`, account: '4400', cents: -950, ...more })
}

test('entries are booked each in a transaction of its own', async () => {
  const noted = standIn(ledger, [{ entry: 'n1' }], [{ entry: 'n2' }])
  const batch = sqsEvent([entry(1), entry(2, { text: 'Tea' })])
  expect(failuresOf(await handler(batch, context()))).toEqual([])
  expect(noted.committed).toBe(2)
  expect(noted.asked.map(({ values }) => values)).toEqual([
    ['n1', '4400', -950, ''],
    ['n2', '4400', -950, 'Tea'],
  ])
  expect(noted.asked[0]?.sql).toContain('ON CONFLICT (entry) DO NOTHING')
})

test('a bad entry comes again alone', async () => {
  standIn(ledger, [{ entry: 'n1' }], new Error('deadlock'), [{ entry: 'n4' }])
  const batch = sqsEvent([entry(1), '{}', entry(3), entry(4)])
  expect(failuresOf(await handler(batch, context()))).toEqual(['m1', 'm2'])
})

test('an entry that came through a topic is the same', async () => {
  const noted = standIn(ledger, [{ entry: 'n1' }])
  await handler(sqsEvent([JSON.stringify({ Type: 'Notification', Message: entry(1) })]), context())
  expect(noted.asked[0]?.values[0]).toBe('n1')
})

test.each(['{"entry": "n1"}', '{"entry": "n1", "account": "", "cents": 1}', entry(1, { cents: 1.5 }), '[]', 'x'])(
  'what is no entry is never booked: %s',
  async (wrong) => {
    const noted = standIn(ledger)
    expect(failuresOf(await handler(sqsEvent([entry(0), wrong]), context()))).toEqual(['m1'])
    expect(noted.asked).toHaveLength(1)
  },
)
