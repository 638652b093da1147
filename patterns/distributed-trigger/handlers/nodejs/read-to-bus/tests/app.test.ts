import { context, logsEvent, settings } from '#testing'

import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge'
import { mockClient } from 'aws-sdk-client-mock'
import { beforeEach, expect, test } from 'vitest'

import { handler } from '../app'

const bus = mockClient(EventBridgeClient)

beforeEach(() => {
  settings({ EVENTS_EVENT_BUS_NAME: 'bus', EVENTS_EVENT_SOURCE: 'read' })
  bus.reset()
  bus.on(PutEventsCommand).resolves({ FailedEntryCount: 0 })
})

function line(number: number): string {
  return JSON.stringify({ payment: `p${number}`, outcome: 'declined', amount: 700, card: '4111111111111111' })
}

test('one event per decline that a rule can compare', async () => {
  const lines = [...Array(12).keys()].map(line)
  expect(await handler(logsEvent(lines), context())).toEqual({ published: 12 })
  const entries = bus.commandCalls(PutEventsCommand).map(({ args: [{ input }] }) => input.Entries ?? [])
  expect(entries.map((batch) => batch.length)).toEqual([10, 2])
  expect(entries[0]?.[0]).toMatchObject({ EventBusName: 'bus', Source: 'read', DetailType: 'PaymentDeclined' })
  const notice = { id: 'line-0', version: 1, payment: 'p0', amount: 700 }
  expect(JSON.parse(entries[0]?.[0]?.Detail ?? '')).toEqual(notice)
})

test('an entry that was refused fails the event', async () => {
  bus.on(PutEventsCommand).resolves({ FailedEntryCount: 1, Entries: [{ EventId: 'e' }, { ErrorCode: 'Throttled' }] })
  await expect(handler(logsEvent([line(0), line(1)]), context())).rejects.toMatchObject({
    name: 'NotPublishedError',
    message: 'line-1',
  })
})
