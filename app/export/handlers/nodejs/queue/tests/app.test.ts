import { context, failuresOf, sqsEvent } from '#testing'

import { expect, test, vi } from 'vitest'

import { BAD, standIns } from '#shared/logic_testing'
import { handOn } from '#shared/targets'

import { handler } from '../app'
import { handle } from '../logic'

vi.mock('../logic')
vi.mock('#shared/targets')

const { given, handled } = standIns(handle)

test('each message is handled and its result goes on', async () => {
  const wrapped = JSON.stringify({ Type: 'Notification', Message: '[2]' })
  await handler(sqsEvent(['{"n": 1}', 'text', wrapped]), context())
  expect(handled()).toEqual([{ n: 1 }, 'text', [2]])
  expect(given()).toEqual([{ result: { n: 1 } }, { result: 'text' }, { result: [2] }])
})

test('what fails comes again and only that', async () => {
  expect(failuresOf(await handler(sqsEvent(['1', BAD, '3']), context()))).toEqual(['m1'])
})

test('what no target takes comes again', async () => {
  vi.mocked(handOn).mockRejectedValueOnce(new Error('full'))
  expect(failuresOf(await handler(sqsEvent(['1', '2']), context()))).toEqual(['m0'])
})

test('in a FIFO queue its group waits', async () => {
  expect(failuresOf(await handler(sqsEvent(['1', BAD, '3'], { group: 'g' }), context()))).toEqual(['m1', 'm2'])
})
