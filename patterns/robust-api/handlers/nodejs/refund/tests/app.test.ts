import { answerFetch, context, settings } from '#testing'

import { beforeEach, expect, test } from 'vitest'

import { handler } from '../app'

beforeEach(() => settings({ PAYMENTS_BASE_URL: 'https://payments.example' }))

test('a refund has the same key at every try', async () => {
  const sent = answerFetch({ status: 503 }, { body: {} })
  await expect(handler({ booking: 'b1', cents: 500 }, context())).rejects.toThrow('503')
  expect(await handler({ booking: 'b1', cents: 500 }, context())).toEqual({ booking: 'b1' })
  expect(sent.map(({ headers }) => headers.get('Idempotency-Key'))).toEqual(['refund-b1', 'refund-b1'])
})

test.each([{}, { booking: 'b1', cents: -1 }, { booking: '', cents: 1 }])(
  'what is no refund fails loudly: %j',
  async (event) => {
    const sent = answerFetch({ body: {} })
    await expect(handler(event, context())).rejects.toMatchObject({ name: 'RefundError' })
    expect(sent).toEqual([])
  },
)
