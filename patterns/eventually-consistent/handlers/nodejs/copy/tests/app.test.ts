import { context, failuresOf, settings, standIn, tableStreamEvent } from '#testing'

import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
import { mockClient } from 'aws-sdk-client-mock'
import { DatabaseError } from 'pg'
import { beforeEach, expect, test } from 'vitest'

import { imageOf } from '#shared/table_testing'

import { handler, reporting } from '../app'

const queue = mockClient(SQSClient)

beforeEach(() => {
  settings({ FAILED_QUEUE_URL: 'https://failed' })
  queue.reset()
})

function order(number: number, more: object = {}): ReturnType<typeof imageOf> {
  const facts = { order: `o${number}`, customer: 'c7', cents: 1600, state: 'placed', last_updated: 5000 }
  return imageOf({ ...facts, ...more })
}

function refusal(code: string, message: string): DatabaseError {
  return Object.assign(new DatabaseError(message, 0, 'error'), { code, severity: 'ERROR' })
}

function aside(): unknown[] {
  const sent = queue.commandCalls(SendMessageCommand).map(({ args: [{ input }] }) => input.MessageBody ?? '')
  return sent.map((body) => JSON.parse(body) as unknown)
}

test('changes are copied in order', async () => {
  const noted = standIn(reporting, [{}], [{}], [{}])
  const changed = order(1, { last_updated: 6000 })
  const event = tableStreamEvent(['INSERT', order(1)], ['INSERT', order(2)], ['REMOVE', changed])
  expect(failuresOf(await handler(event, context()))).toEqual([])
  expect(noted.asked.map(({ values: [number, , , , at, deleted] }) => [number, at, deleted])).toEqual([
    ['o1', 5000, false],
    ['o2', 5000, false],
    ['o1', 6000, true],
  ])
})

test('at an outage the stream waits from that record on', async () => {
  const noted = standIn(reporting, [{}], new Error('down'))
  const event = tableStreamEvent(['INSERT', order(1)], ['INSERT', order(2)], ['INSERT', order(3)])
  expect(failuresOf(await handler(event, context()))).toEqual(['1'])
  expect(noted.asked).toHaveLength(2)
  expect(aside()).toEqual([])
})

test.each([imageOf({ order: 'o2' }), order(2, { cents: 'many' })])(
  'a bad record is set aside and holds up nobody: %j',
  async (bad) => {
    const noted = standIn(reporting, [{}], [{}])
    const event = tableStreamEvent(['INSERT', order(1)], ['MODIFY', bad], ['INSERT', order(3)])
    expect(failuresOf(await handler(event, context()))).toEqual([])
    expect(aside()).toEqual([{ reason: expect.any(String), record: event.Records[1] }])
    expect(noted.asked.map(({ values: [number] }) => number)).toEqual(['o1', 'o3'])
  },
)

test('so is one without an image', async () => {
  const event = tableStreamEvent(['INSERT', order(1)])
  for (const record of event.Records) delete record.dynamodb?.NewImage
  expect(failuresOf(await handler(event, context()))).toEqual([])
  expect(aside()).toHaveLength(1)
})

test('so is one that the database cannot hold', async () => {
  standIn(reporting, refusal('22003', 'out of range'), [{}])
  const event = tableStreamEvent(['INSERT', order(1)], ['INSERT', order(2)])
  expect(failuresOf(await handler(event, context()))).toEqual([])
  expect(aside()).toMatchObject([{ reason: 'out of range' }])
})

test('a deadlock is an outage and no bad record', async () => {
  standIn(reporting, refusal('40P01', 'deadlock'))
  expect(failuresOf(await handler(tableStreamEvent(['INSERT', order(1)]), context()))).toEqual(['0'])
  expect(aside()).toEqual([])
})

test('if it cannot be set aside it is not lost', async () => {
  queue.on(SendMessageCommand).rejects(new Error('no queue'))
  const event = tableStreamEvent(['INSERT', imageOf({ order: 'o1' })])
  expect(failuresOf(await handler(event, context()))).toEqual(['0'])
})
