import { context, failuresOf, settings, tableStreamEvent } from '#testing'

import { EventBridgeClient, PutEventsCommand, type PutEventsRequest } from '@aws-sdk/client-eventbridge'
import { mockClient } from 'aws-sdk-client-mock'
import { beforeEach, expect, test } from 'vitest'

import { imageOf } from '#shared/table_testing'

import { handler } from '../app'

const bus = mockClient(EventBridgeClient)
let refused: string[]

beforeEach(() => {
  settings({ EVENTS_EVENT_BUS_NAME: 'bus', EVENTS_EVENT_SOURCE: 'publish' })
  refused = []
  bus.reset()
  bus.on(PutEventsCommand).callsFake(async ({ Entries = [] }: PutEventsRequest) => {
    const told = Entries.map((entry) => {
      const { order } = JSON.parse(entry.Detail ?? '') as { order: string }
      return refused.includes(order) ? { ErrorCode: 'Throttled' } : {}
    })
    return { FailedEntryCount: told.filter((one) => 'ErrorCode' in one).length, Entries: told }
  })
})

function order(number: number): ReturnType<typeof imageOf> {
  return imageOf({ order: `o${number}`, cents: 1600, last_updated: 5000, tags: new Set(['b', 'a']) })
}

function published(): NonNullable<PutEventsRequest['Entries']> {
  return bus.commandCalls(PutEventsCommand).flatMap(({ args: [{ input }] }) => input.Entries ?? [])
}

test('changes become events in words that others understand', async () => {
  const event = tableStreamEvent(['INSERT', order(1)], ['MODIFY', order(1)], ['REMOVE', order(1)])
  expect(failuresOf(await handler(event, context()))).toEqual([])
  expect(published().map((one) => one.DetailType)).toEqual(['OrderPlaced', 'OrderChanged', 'OrderChanged'])
  const detail = { order: 'o1', cents: 1600, last_updated: 5000, tags: ['a', 'b'] }
  const details = published().map((one) => JSON.parse(one.Detail ?? '') as unknown)
  expect(details).toEqual([detail, detail, { ...detail, deleted: true }])
  expect(published()[0]).toMatchObject({ EventBusName: 'bus', Source: 'publish' })
})

test('an entry that was refused is named though the call succeeded', async () => {
  refused = ['o13', 'o15']
  const event = tableStreamEvent(...[...Array(25).keys()].map((number) => ['INSERT', order(number)] as const))
  expect(failuresOf(await handler(event, context()))).toEqual(['13'])
  expect(published()).toHaveLength(20)
})

test('without a bus the stream waits', async () => {
  bus.on(PutEventsCommand).rejects(new Error('no bus'))
  expect(failuresOf(await handler(tableStreamEvent(['INSERT', order(1)]), context()))).toEqual(['0'])
})
