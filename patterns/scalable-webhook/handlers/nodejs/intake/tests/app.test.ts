import { context, restEvent, settings } from '#testing'

import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
import { mockClient } from 'aws-sdk-client-mock'
import { beforeEach, expect, test, vi } from 'vitest'

import { sign } from '#shared/signature'

import { handler } from '../app'

vi.mock('#shared/secrets', () => ({ secret: async () => 'shared' }))

const queue = mockClient(SQSClient)

beforeEach(() => {
  queue.reset()
  settings({ SIGNING_SECRET_ARN: 'arn:secret', EVENTS_QUEUE_URL: 'https://queue' })
})

async function call(body: string, signature = sign(body, 'shared'), base64 = false): Promise<number> {
  const said = base64 ? Buffer.from(body).toString('base64') : body
  const event = restEvent('POST', '/webhook', { body: said, headers: { 'X-Signature': signature } })
  return (await handler({ ...event, isBase64Encoded: base64 }, context())).statusCode
}

function sent(): unknown[] {
  return queue.commandCalls(SendMessageCommand).map(({ args: [{ input }] }) => input)
}

test('a signed event is queued exactly as it came', async () => {
  const body = '{ "id": "e1", "type":"paid",   "amount": 1.50 }'
  expect(await call(body)).toBe(202)
  expect(sent()).toEqual([{ QueueUrl: 'https://queue', MessageBody: body }])
})

test.each(['', `sha256=${'0'.repeat(64)}`])('a forged event is never queued: %j', async (signature) => {
  expect(await call('{"id": "e1"}', signature)).toBe(401)
  expect(sent()).toEqual([])
})

test.each(['{"type": "paid"}', '{"id": ""}', '[]', '{"id": 7}', 'no json'])(
  'an event without an id could not be written once and is refused: %s',
  async (body) => {
    expect(await call(body)).toBe(400)
    expect(sent()).toEqual([])
  },
)

test('an event that no message can hold is refused', async () => {
  expect(await call(`{"id": "e1", "x": "${'a'.repeat(1_048_576)}"}`)).toBe(413)
})

test('a body in base64 is signed by what it means', async () => {
  expect(await call('{"id": "e1"}', undefined, true)).toBe(202)
  expect(sent()).toMatchObject([{ MessageBody: '{"id": "e1"}' }])
})

test('without the queue the provider gets an error and not a promise', async () => {
  queue.on(SendMessageCommand).rejects(new Error('no queue'))
  await expect(call('{"id": "e1"}')).rejects.toThrow('no queue')
})
