import { context, failuresOf, kinesisEvent, settings, sqsEvent } from '#testing'

import { beforeEach, expect, test } from 'vitest'

import { type FakeTable, FakeTables } from '#shared/table_testing'

import { handler } from '../app'

let state: FakeTable

beforeEach(() => {
  settings({ STATE_TABLE_NAME: 'state' })
  state = new FakeTables().make('state', 'subscription')
})

function change(number: number, plan: string, subscription = 's1'): string {
  return JSON.stringify({ subscription, change: number, plan })
}

function plan(subscription = 's1'): unknown {
  return state.get({ subscription })?.['plan']
}

function queued(...bodies: string[]): ReturnType<typeof sqsEvent> {
  return sqsEvent(bodies, { group: 's1' })
}

test.each([queued, kinesisEvent])('the last change wins and a repetition does nothing', async (batch) => {
  const event = batch(change(1, 'free'), change(2, 'pro'), change(3, 'team'))
  expect(failuresOf(await handler(event, context()))).toEqual([])
  expect(plan()).toBe('team')
  expect(failuresOf(await handler(batch(change(2, 'pro')), context()))).toEqual([])
  expect(plan()).toBe('team')
})

test('nothing overtakes a change that failed', async () => {
  const event = queued(change(1, 'free'), 'no change', change(3, 'team'))
  expect(failuresOf(await handler(event, context()))).toEqual(['m1', 'm2'])
  expect(plan()).toBe('free')
})

test('subscriptions do not wait for each other', async () => {
  const event = queued('no change', change(1, 'pro', 's2'))
  for (const { attributes, messageId } of event.Records) attributes.MessageGroupId = messageId
  expect(failuresOf(await handler(event, context()))).toEqual(['m0'])
  expect(plan('s2')).toBe('pro')
})

test.each(['[]', '{}', '{"subscription": "", "change": 1, "plan": "x"}', 'x'])(
  'what is no change fails loudly: %s',
  async (wrong) => {
    expect(failuresOf(await handler(queued(wrong), context()))).toEqual(['m0'])
    expect(state.items()).toEqual([])
  },
)
