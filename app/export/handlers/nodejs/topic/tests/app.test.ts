import { context, snsEvent } from '#testing'

import { expect, test, vi } from 'vitest'

import { BAD, standIns } from '#shared/logic_testing'

import { handler } from '../app'
import { handle } from '../logic'

vi.mock('../logic')
vi.mock('#shared/targets')

const { given, handled } = standIns(handle)

test('each message is handled and its result goes on', async () => {
  await handler(snsEvent('{"n": 1}', 'text'), context())
  expect(handled()).toEqual([{ n: 1 }, 'text'])
  expect(given()).toEqual([{ result: { n: 1 } }, { result: 'text' }])
})

test('what fails is thrown so that Lambda tries again', async () => {
  await expect(handler(snsEvent(BAD), context())).rejects.toThrow('bad')
})
