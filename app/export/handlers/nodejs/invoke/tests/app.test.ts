import { context } from '#testing'

import { expect, test, vi } from 'vitest'

import { BAD, standIns } from '#shared/logic_testing'
import { handOn } from '#shared/targets'

import { handler } from '../app'
import { handle } from '../logic'

vi.mock('../logic')
vi.mock('#shared/targets')

const { given, handled } = standIns(handle)

test('each message is handled and its result goes on', async () => {
  expect(await handler({ n: 1 }, context())).toEqual({ result: { n: 1 } })
  expect(handled()).toEqual([{ n: 1 }])
  expect(given()).toEqual([{ result: { n: 1 } }])
})

test('the caller gets what those behind have answered too', async () => {
  vi.mocked(handOn).mockResolvedValue({ price: 5 })
  expect(await handler(2, context())).toEqual({ result: { result: 2 }, answers: { price: 5 } })
})

test('an event is what the bus brings in it', async () => {
  await handler({ 'detail-type': 'Paid', detail: { n: 2 } }, context())
  expect(handled()).toEqual([{ n: 2 }])
})

test('what fails is thrown, so that Lambda tries again', async () => {
  await expect(handler(BAD, context())).rejects.toThrow('bad')
})
