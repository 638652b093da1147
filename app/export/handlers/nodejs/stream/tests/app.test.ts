import { context, failuresOf, kinesisEvent, tableStreamEvent } from '#testing'

import { expect, test, vi } from 'vitest'

import { BAD, standIns } from '#shared/logic_testing'

import { handler } from '../app'
import { handle } from '../logic'

vi.mock('../logic')
vi.mock('#shared/targets')

const { given, handled } = standIns(handle)

test('each record is handled and its result goes on', async () => {
  expect(failuresOf(await handler(kinesisEvent('{"n": 1}', 'text'), context()))).toEqual([])
  expect(handled()).toEqual([{ n: 1 }, 'text'])
  expect(given()).toEqual([{ result: { n: 1 } }, { result: 'text' }])
})

test('at the first failure the stream waits', async () => {
  expect(failuresOf(await handler(kinesisEvent('1', BAD, '3'), context()))).toEqual(['1'])
  expect(handled()).toEqual([1, BAD])
})

test('a change of a table is handled as it was told, and the table waits too', async () => {
  const changes = tableStreamEvent(['INSERT', { id: { S: '1' } }], ['REMOVE', { id: { S: '2' } }])
  vi.mocked(handle).mockResolvedValueOnce('fine').mockRejectedValueOnce(new Error(BAD))
  expect(failuresOf(await handler(changes, context()))).toEqual(['1'])
  expect(handled()[0]).toMatchObject({ event: 'INSERT', NewImage: { id: { S: '1' } } })
})
