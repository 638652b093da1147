import { context, logsEvent, settings } from '#testing'

import { PublishBatchCommand, type PublishBatchCommandOutput, SNSClient } from '@aws-sdk/client-sns'
import { mockClient } from 'aws-sdk-client-mock'
import { beforeEach, expect, test, vi } from 'vitest'

import { logger } from '#shared/observed'

import { handler } from '../app'

const topic = mockClient(SNSClient)

beforeEach(() => {
  settings({ DECLINES_TOPIC_ARN: 'arn:topic' })
  topic.reset()
  answer({})
})

function answer(told: Partial<PublishBatchCommandOutput>): void {
  topic.on(PublishBatchCommand, { TopicArn: 'arn:topic' }).resolves(told)
}

function line(number: number, more: object = {}): string {
  const told = { payment: `p${number}`, outcome: 'declined', reason: 'funds', card: '4111111111111111' }
  return JSON.stringify({ ...told, ...more })
}

function batches(): unknown[][] {
  return topic.commandCalls(PublishBatchCommand).map(({ args: [{ input }] }) => {
    return (input.PublishBatchRequestEntries ?? []).map((entry) => JSON.parse(entry.Message ?? ''))
  })
}

test('one notice per decline, ten per call', async () => {
  const lines = [...Array(23).keys()].map((number) => line(number))
  expect(await handler(logsEvent(lines), context())).toEqual({ published: 23 })
  expect(batches().map((batch) => batch.length)).toEqual([10, 10, 3])
  expect(batches()[0]?.[0]).toEqual({ id: 'line-0', version: 1, payment: 'p0', reason: 'funds' })
})

test('subscribers can filter by the risk that the log tells', async () => {
  await handler(logsEvent([line(1, { risk: 'high' }), line(2)]), context())
  const [call] = topic.commandCalls(PublishBatchCommand)
  const entries = call?.args[0].input.PublishBatchRequestEntries ?? []
  expect(entries.map((entry) => entry.MessageAttributes?.['risk']?.StringValue)).toEqual(['high', undefined])
  expect(batches()[0]?.[0]).toMatchObject({ risk: 'high' })
})

test('no card number leaves the service', async () => {
  const logged = [vi.spyOn(logger, 'info'), vi.spyOn(logger, 'warn')]
  await handler(logsEvent([line(1, { note: 'card 4111' }), 'card 4111']), context())
  expect(JSON.stringify([batches(), ...logged.map((log) => log.mock.calls)])).not.toContain('4111')
  for (const log of logged) expect(log).toHaveBeenCalled()
})

test('what is no decline and no JSON is skipped', async () => {
  const lines = [line(1, { outcome: 'accepted' }), 'START RequestId', '[]', line(2)]
  expect(await handler(logsEvent(lines), context())).toEqual({ published: 1 })
})

test('a control message is no data', async () => {
  expect(await handler(logsEvent([line(1)], 'CONTROL_MESSAGE'), context())).toEqual({ published: 0 })
  expect(batches()).toEqual([])
})

test('a notice that was refused fails the event', async () => {
  answer({ Failed: [{ Id: '1', Code: 'InternalError', SenderFault: false }] })
  await expect(handler(logsEvent([line(0), line(1)]), context())).rejects.toMatchObject({
    name: 'NotPublishedError',
    message: 'line-1',
  })
})
