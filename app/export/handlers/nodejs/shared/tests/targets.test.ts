import { answerFetch, settings } from '#testing'

import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge'
import { FirehoseClient, PutRecordCommand as PutToFirehose } from '@aws-sdk/client-firehose'
import { KinesisClient, PutRecordCommand } from '@aws-sdk/client-kinesis'
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda'
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { SFNClient, StartExecutionCommand, StartSyncExecutionCommand } from '@aws-sdk/client-sfn'
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns'
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
import { mockClient } from 'aws-sdk-client-mock'
import { beforeEach, expect, test } from 'vitest'

import { FakeTables } from '../table_testing'
import { handOn, TargetError } from '../targets'

const sqs = mockClient(SQSClient)
const sns = mockClient(SNSClient)
const bus = mockClient(EventBridgeClient)
const kinesis = mockClient(KinesisClient)
const firehose = mockClient(FirehoseClient)
const s3 = mockClient(S3Client)
const lambda = mockClient(LambdaClient)
const machines = mockClient(SFNClient)
const all = [sqs, sns, bus, kinesis, firehose, s3, lambda, machines]

beforeEach(() => {
  for (const client of all) client.reset()
  bus.on(PutEventsCommand).resolves({})
  lambda.on(InvokeCommand).resolves({})
})

const EVENT_BUS = { T_EVENT_BUS_NAME: 'bus', T_EVENT_SOURCE: 'me' }
const DETAIL = { Source: 'me', DetailType: 'Handled', Detail: '{"id":"1","what":"it"}' }

test.each([
  ['queue', { T_QUEUE_URL: 'https://sqs/t' }, sqs, SendMessageCommand, { MessageBody: '{"id":"1","what":"it"}' }],
  ['topic', { T_TOPIC_ARN: 'arn:topic' }, sns, PublishCommand, { Message: '{"id":"1","what":"it"}' }],
  ['event-bus', EVENT_BUS, bus, PutEventsCommand, { Entries: [{ EventBusName: 'bus', ...DETAIL }] }],
  ['stream', { T_STREAM_NAME: 'stream' }, kinesis, PutRecordCommand, { PartitionKey: '1' }],
  ['delivery-stream', { T_DELIVERY_STREAM_NAME: 'delivery' }, firehose, PutToFirehose, {}],
  ['bucket', { T_BUCKET_NAME: 'bucket' }, s3, PutObjectCommand, { Bucket: 'bucket', Key: '1.json' }],
  ['function', { T_FUNCTION_NAME: 'function' }, lambda, InvokeCommand, { InvocationType: 'Event' }],
  ['state-machine', { T_STATE_MACHINE_ARN: 'arn:machine' }, machines, StartExecutionCommand, {}],
] as const)('a target takes the result: %s', async (kind, environment, client, command, expected) => {
  settings(environment)
  expect(await handOn([{ name: 'T', kind, sync: false }], { what: 'it', id: '1' })).toEqual({})
  expect(client.calls()).toHaveLength(1)
  const [call] = client.calls()
  expect(call?.args[0]).toBeInstanceOf(command)
  expect(call?.args[0].input).toMatchObject(expected)
})

test('a function that is called synchronously answers', async () => {
  settings({ T_FUNCTION_NAME: 'function' })
  const Payload = Object.assign(Buffer.from('{"price": 5}'), { transformToString: () => '{"price": 5}' })
  lambda.on(InvokeCommand).resolvesOnce({ Payload }).resolves({ FunctionError: 'Unhandled' })
  expect(await handOn([{ name: 'T', kind: 'function', sync: true }], {})).toEqual({ t: { price: 5 } })
  await expect(handOn([{ name: 'T', kind: 'function', sync: true }], {})).rejects.toBeInstanceOf(TargetError)
})

test('a workflow that failed is an error though the call succeeded', async () => {
  settings({ T_STATE_MACHINE_ARN: 'arn' })
  machines.on(StartSyncExecutionCommand).resolvesOnce({ status: 'SUCCEEDED', output: '1' }).resolves({ status: 'FAILED' })
  expect(await handOn([{ name: 'T', kind: 'state-machine', sync: true }], {})).toEqual({ t: 1 })
  await expect(handOn([{ name: 'T', kind: 'state-machine', sync: true }], {})).rejects.toThrow('FAILED')
})

test('a FIFO queue keeps the order that the arrow names', async () => {
  settings({ T_QUEUE_URL: 'https://sqs/t.fifo', T_GROUP_BY: 'order' })
  await handOn([{ name: 'T', kind: 'queue', sync: false }], { order: '7', id: 'e1' })
  const [call] = sqs.commandCalls(SendMessageCommand)
  expect(call?.args[0].input).toMatchObject({ MessageGroupId: '7', MessageDeduplicationId: 'e1' })
})

test('a standard queue is told the group that the arrow names', async () => {
  settings({ T_QUEUE_URL: 'https://sqs/t' })
  await handOn([{ name: 'T', kind: 'queue', sync: false }], { customer: { id: 7 } })
  settings({ T_QUEUE_URL: 'https://sqs/t', T_GROUP_BY: 'customer.id' })
  await handOn([{ name: 'T', kind: 'queue', sync: false }], { customer: { id: 7 } })
  const groups = sqs.commandCalls(SendMessageCommand).map((call) => call.args[0].input.MessageGroupId)
  expect(groups).toEqual([undefined, '7'])
})

test('the same result is the same message, whatever the order of its parts', async () => {
  settings({ T_QUEUE_URL: 'https://sqs/t.fifo' })
  for (const result of [{ a: 1, b: { c: 2, d: 3 } }, { b: { d: 3, c: 2 }, a: 1 }, { a: 2 }]) {
    await handOn([{ name: 'T', kind: 'queue', sync: false }], result)
  }
  const ids = sqs.commandCalls(SendMessageCommand).map(({ args: [{ input }] }) => input.MessageDeduplicationId)
  expect(ids[0]).toBe(ids[1])
  expect(ids[0]).not.toBe(ids[2])
})

test('an item gets the keys that its table needs', async () => {
  const table = new FakeTables().make('items', 'customer', 'at')
  settings({ T_TABLE_NAME: 'items', T_PARTITION_KEY: 'customer', T_SORT_KEY: 'at' })
  for (const result of [{ customer: 7, share: 0.5 }, { share: 0.5, customer: 7 }]) {
    await handOn([{ name: 'T', kind: 'table', sync: false }], result)
  }
  expect(table.items()).toEqual([{ customer: '7', share: 0.5, at: expect.stringMatching(/^[0-9a-f]{64}$/) }])
})

test('an event that the bus refused is an error', async () => {
  settings(EVENT_BUS)
  bus.on(PutEventsCommand).resolves({ FailedEntryCount: 1, Entries: [{ ErrorCode: 'Throttled' }] })
  await expect(handOn([{ name: 'T', kind: 'event-bus', sync: false }], {})).rejects.toThrow('Throttled')
})

test('an address is posted to, once per result, and may answer in JSON or not', async () => {
  settings({ T_BASE_URL: 'https://t.example' })
  const asked = answerFetch({ body: { price: 5 } }, { body: 'done' }, { status: 500 })
  const targets = [{ name: 'T', kind: 'http', sync: true }]
  expect(await handOn(targets, { id: '1' })).toEqual({ t: { price: 5 } })
  expect(await handOn(targets, { id: '1' })).toEqual({ t: 'done' })
  await expect(handOn(targets, { id: '1' })).rejects.toThrow('status 500')
  expect(asked.map(({ method, headers }) => [method, headers.get('Idempotency-Key')])).toEqual(Array(3).fill(['POST', '1']))
})

test('without targets there is nothing to do', async () => {
  expect(await handOn([], { a: 1 })).toEqual({})
})
