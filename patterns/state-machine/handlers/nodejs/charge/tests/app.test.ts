import { answerFetch, context, settings } from '#testing'

import { beforeEach, expect, test } from 'vitest'

import { handler } from '../app'

const ORDER = { order: '4711', cents: 1600, card: 'tok_1' }

beforeEach(() => settings({ PAYMENTS_BASE_URL: 'https://payments.example' }))

test('a retry carries the same key', async () => {
  const sent = answerFetch({ body: { id: 'pay_1' } })
  expect(await handler(ORDER, context())).toEqual({ ...ORDER, payment: 'pay_1' })
  await handler(ORDER, context())
  expect(sent.map(({ headers }) => headers.get('Idempotency-Key'))).toEqual(['4711', '4711'])
})

test('a refusal has a name of its own', async () => {
  answerFetch({ status: 402, body: 'no money' })
  await expect(handler(ORDER, context())).rejects.toMatchObject({ name: 'PaymentDeclinedError', message: '4711' })
})

test('an outage is thrown for the workflow’s retry', async () => {
  answerFetch({ status: 503 })
  await expect(handler(ORDER, context())).rejects.toMatchObject({ name: 'RemoteError' })
})

test.each([{ order: '' }, { cents: 0 }, { cents: '16' }])(
  'nothing is charged for what is no order: %j',
  async (wrong) => {
    const sent = answerFetch({})
    await expect(handler({ ...ORDER, ...wrong }, context())).rejects.toThrow('payment')
    expect(sent).toEqual([])
  },
)
