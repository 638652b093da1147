import { answerFetch, context, httpEvent, settings } from '#testing'

import { SQSClient } from '@aws-sdk/client-sqs'
import { mockClient } from 'aws-sdk-client-mock'
import { beforeEach, expect, test } from 'vitest'

import { FakeTables } from '#shared/table_testing'

mockClient(SQSClient)

beforeEach(() => {
  settings({
    BOOKINGS_TABLE_NAME: 'bookings',
    MAIL_QUEUE_URL: 'https://mail',
    PAYMENTS_BASE_URL: 'https://payments.example',
  })
  new FakeTables().make('bookings', 'booking')
  answerFetch({ body: { id: 'pay_1' } })
})

async function call(method: string, path: string, body?: object): Promise<[number, Record<string, unknown>]> {
  const { handler } = await import('../app')
  const event = httpEvent(method, path, {
    ...(body && { body: JSON.stringify(body) }),
    headers: { 'Idempotency-Key': 'key-00001' },
    authorizer: { jwt: { claims: { sub: 'ada' } } },
  })
  const answer = await handler(event, context())
  return [answer.statusCode, JSON.parse(answer.body) as Record<string, unknown>]
}

test('one function takes a booking from the wish to the payment', async () => {
  const [status, booking] = await call('POST', '/bookings', { show: 's1', seats: ['B1'] })
  expect(status).toBe(201)
  const path = `/bookings/${booking['booking']}`
  expect(await call('GET', path)).toEqual([200, { ...booking, state: 'held' }])
  expect((await call('POST', `${path}/payment`, { cents: 1200, card: 'tok' }))[0]).toBe(200)
  expect((await call('GET', path))[1]).toHaveProperty('state', 'paid')
})

test.each([
  ['GET', '/'],
  ['DELETE', '/bookings/b1'],
  ['GET', '/bookings/b1'],
])('%s %s is not found', async (method, path) => {
  expect((await call(method, path))[0]).toBe(404)
})
