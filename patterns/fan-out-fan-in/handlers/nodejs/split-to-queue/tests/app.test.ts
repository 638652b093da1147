import { context, settings } from '#testing'

import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs'
import { mockClient } from 'aws-sdk-client-mock'
import { beforeEach, expect, test } from 'vitest'

import { handler } from '../app'

const queue = mockClient(SQSClient)

beforeEach(() => {
  settings({ CHUNKS_QUEUE_URL: 'https://queue' })
  queue.reset()
  queue.on(SendMessageBatchCommand).resolves({})
})

test('two hundred chunks take twenty calls', async () => {
  const customers = Array.from({ length: 30_000 }, (_, number) => `c${number}`)
  expect(await handler({ job: '2026', customers }, context())).toEqual({ job: '2026', chunks: 200 })
  const batches = queue.commandCalls(SendMessageBatchCommand).map((call) => call.args[0].input)
  expect(batches.map(({ Entries }) => Entries?.length)).toEqual(Array(20).fill(10))
  const sent = batches.flatMap(({ Entries = [] }) => Entries.map(({ MessageBody = '' }) => JSON.parse(MessageBody)))
  expect(sent.flatMap((chunk) => chunk.customers)).toEqual(customers)
})

test('a chunk that was refused fails the run', async () => {
  queue
    .on(SendMessageBatchCommand)
    .resolves({ Failed: [{ Id: '00001', SenderFault: false, Code: 'InternalError' }], Successful: [] })
  await expect(handler({ job: '2026', customers: ['a'] }, context())).rejects.toMatchObject({
    name: 'NotQueuedError',
    message: '00001',
  })
})
