import { context, s3Event } from '#testing'

import { expect, test, vi } from 'vitest'

import { BAD, standIns } from '#shared/logic_testing'

import { handler } from '../app'
import { handle } from '../logic'

vi.mock('../logic')
vi.mock('#shared/targets')

const { given, handled } = standIns(handle)

test('each object is handled under its own key and the result goes on', async () => {
  await handler(s3Event('b', 'a b', 'ä+1'), context())
  expect(handled()).toEqual([
    { event: 'ObjectCreated:Put', bucket: 'b', key: 'a b', size: 5 },
    { event: 'ObjectCreated:Put', bucket: 'b', key: 'ä+1', size: 5 },
  ])
  expect(given()).toHaveLength(2)
})

test('what fails is thrown so that Lambda tries again', async () => {
  vi.mocked(handle).mockRejectedValue(new Error(BAD))
  await expect(handler(s3Event('b', 'a'), context())).rejects.toThrow('bad')
})
