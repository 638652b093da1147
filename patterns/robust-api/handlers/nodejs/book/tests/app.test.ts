import { context, httpEvent, settings } from '#testing'

import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
import { mockClient } from 'aws-sdk-client-mock'
import { beforeEach, expect, test } from 'vitest'

import { FakeTables } from '#shared/table_testing'

import { handler } from '../app'

const WISH = { show: 's1', seats: ['B2', 'B1'] }
const mail = mockClient(SQSClient)

beforeEach(() => {
  settings({ BOOKINGS_TABLE_NAME: 'bookings', MAIL_QUEUE_URL: 'https://mail' })
  new FakeTables().make('bookings', 'booking')
  mail.reset()
})

async function post(wish: object, visitor = 'ada', key = 'key-00001'): Promise<{ status: number; body: Booking }> {
  const authorizer = { jwt: { claims: { sub: visitor } } }
  const headers = { 'Idempotency-Key': key }
  const event = httpEvent('POST', '/bookings', { body: JSON.stringify(wish), headers, authorizer })
  const { statusCode: status, body } = await handler(event, context())
  return { status, body: JSON.parse(body) as Booking }
}

interface Booking {
  booking: string
  seats: string[]
  state: string
}

function sent(): unknown[] {
  return mail.commandCalls(SendMessageCommand).map(({ args: [{ input }] }) => JSON.parse(input.MessageBody ?? ''))
}

test('seats are held and the mail service is told', async () => {
  const { status, body } = await post(WISH)
  expect(status).toBe(201)
  expect(body).toEqual({ booking: expect.any(String), show: 's1', seats: ['B1', 'B2'], state: 'held' })
  expect(sent()).toEqual([{ type: 'booking-held', booking: body.booking, visitor: 'ada' }])
})

test('a client that calls again gets the same booking', async () => {
  expect(await post(WISH)).toEqual(await post(WISH))
})

test('a seat is held by one visitor and the other gets none', async () => {
  await post(WISH)
  expect((await post({ show: 's1', seats: ['B2', 'B3'] }, 'bob', 'key-00002')).status).toBe(409)
  expect((await post({ show: 's1', seats: ['B3'] }, 'bob', 'key-00003')).status).toBe(201)
  expect((await post({ show: 's2', seats: ['B2'] }, 'bob', 'key-00004')).status).toBe(201)
})

test('the same key of another visitor is another booking', async () => {
  const first = await post(WISH)
  const other = await post({ show: 's1', seats: ['C1'] }, 'bob')
  expect(other.body.booking).not.toBe(first.body.booking)
})

test('if the mail service cannot be told the client tries again', async () => {
  mail.on(SendMessageCommand).rejectsOnce(new Error('no mail')).resolves({})
  await expect(post(WISH)).rejects.toThrow('no mail')
  expect((await post(WISH)).status).toBe(201)
  expect(sent()).toHaveLength(2)
})

test.each([
  {},
  { show: 's1', seats: [] },
  { show: 's1', seats: ['B1', 'B1'] },
  { show: 's/1', seats: ['B1'] },
  { show: 's1', seats: ['1B'] },
  { show: 's1', seats: [...Array(11).keys()].map((number) => `B${number}`) },
])('a wish that makes no sense is refused: %j', async (wish) => {
  expect((await post(wish)).status).toBe(400)
  expect(sent()).toEqual([])
})

test('without a key nothing is booked', async () => {
  expect((await post(WISH, 'ada', '')).status).toBe(400)
})
