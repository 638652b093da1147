import { context, failuresOf, settings, sqsEvent, standIn } from '#testing'

import { beforeEach, expect, test, vi } from 'vitest'

import { sign } from '#shared/signature'

import { database, handler } from '../app'

vi.mock('#shared/secrets', () => ({ secret: async () => 'shared' }))

const GOOD = '{"id": "e1", "type": "paid"}'

beforeEach(() => settings({ SIGNING_SECRET_ARN: 'arn:secret' }))

test('a genuine event is written and a forged one is not', async () => {
  const noted = standIn(database, [{ id: 'e1' }])
  const batch = sqsEvent([GOOD, '{"id": "e2"}'], { attributes: { 'X-Signature': sign(GOOD, 'shared') } })
  expect(failuresOf(await handler(batch, context()))).toEqual(['m1'])
  expect(noted.asked.map(({ values }) => values[0])).toEqual(['e1'])
})

test('an event without a signature is forged', async () => {
  const noted = standIn(database)
  await expect(handler(sqsEvent([GOOD]), context())).rejects.toThrow('All records failed')
  expect(noted.asked).toEqual([])
})
