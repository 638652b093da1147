import {
  context,
  failuresOf,
  httpEvent,
  kinesisEvent,
  logsEvent,
  restEvent,
  s3Event,
  snsEvent,
  sqsEvent,
  tableStreamEvent,
} from '#testing'

import { expect, test, vi } from 'vitest'

import { BAD, standIns } from '#shared/logic_testing'

import { handler } from '../app'
import { handle } from '../logic'

vi.mock('../logic')
vi.mock('#shared/targets')

const { given, handled } = standIns(handle)

test.each<[string, unknown, unknown[]]>([
  ['messages', sqsEvent(['{"n": 1}', 'text']), [{ n: 1 }, 'text']],
  ['records', kinesisEvent('{"n": 1}'), [{ n: 1 }]],
  ['notices', snsEvent('[1]'), [[1]]],
  ['objects', s3Event('b', 'a b'), [{ event: 'ObjectCreated:Put', bucket: 'b', key: 'a b' }]],
  ['log lines', logsEvent(['a']), [{ id: 'line-0', timestamp: 0, message: 'a' }]],
  ['events', { 'detail-type': 'Paid', detail: { n: 1 } }, [{ n: 1 }]],
  ['an object', { n: 1 }, [{ n: 1 }]],
  ['anything', 5, [{ value: 5 }]],
])('every sort of event is told apart: %s', async (_, event, expected) => {
  await handler(event, context())
  expect(handled()).toEqual(expected)
  expect(given()).toEqual(expected.map((result) => ({ result })))
})

test.each([httpEvent, restEvent])('a request is answered', async (event) => {
  const fine = await handler(event('POST', '/x', { body: '{"a": 1}' }), context())
  expect(fine).toMatchObject({ statusCode: 200, body: expect.stringContaining('"body":{"a":1}') })
  vi.mocked(handle).mockRejectedValue(new Error('the password is swordfish'))
  const failed = await handler(event('POST', '/x'), context())
  expect(failed).toMatchObject({ statusCode: 500, body: expect.not.stringContaining('swordfish') })
})

test('what fails is named where the trigger wants names', async () => {
  const named = async (event: unknown): Promise<string[]> =>
    failuresOf((await handler(event, context())) as Parameters<typeof failuresOf>[0])
  expect(await named(sqsEvent(['1', BAD, '3']))).toEqual(['m1'])
  expect(await named(kinesisEvent('1', BAD, '3'))).toEqual(['1'])
  expect(await named(tableStreamEvent(['INSERT', { id: { S: '1' } }]))).toEqual([])
  await expect(handler(snsEvent(BAD), context())).rejects.toThrow('bad')
})

test('a direct caller gets the result', async () => {
  expect(await handler({ n: 1 }, context())).toEqual({ result: { n: 1 } })
})
