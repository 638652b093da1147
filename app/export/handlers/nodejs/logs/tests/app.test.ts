import { context, logsEvent } from '#testing'

import { expect, test, vi } from 'vitest'

import { BAD, standIns } from '#shared/logic_testing'

import { handler } from '../app'
import { handle } from '../logic'

vi.mock('../logic')
vi.mock('#shared/targets')

const { given, handled } = standIns(handle)

test('each line is handled and its result goes on', async () => {
  await handler(logsEvent(['a', '"b"']), context())
  expect(handled()).toEqual([
    { id: 'line-0', timestamp: 0, message: 'a' },
    { id: 'line-1', timestamp: 1, message: '"b"' },
  ])
  expect(given()).toHaveLength(2)
})

test('a control message has no lines', async () => {
  await handler(logsEvent(['a'], 'CONTROL_MESSAGE'), context())
  expect(handled()).toEqual([])
})

test('what fails is thrown so that Lambda tries again', async () => {
  vi.mocked(handle).mockRejectedValue(new Error(BAD))
  await expect(handler(logsEvent(['a']), context())).rejects.toThrow('bad')
})
