import { failuresOf, kinesisEvent, sqsEvent } from '#testing'
import type { KinesisStreamEvent, SQSEvent } from 'aws-lambda'
import { expect, test } from 'vitest'

import { workThrough } from '../ordered'

async function work(event: SQSEvent | KinesisStreamEvent, ...bad: string[]): Promise<[string[], string[]]> {
  const done: string[] = []
  const answer = await workThrough(event, async (message) => {
    if (bad.includes(message)) throw new Error(message)
    done.push(message)
  })
  return [failuresOf(answer), done]
}

function groups(messages: Readonly<Record<string, string[]>>): SQSEvent {
  const records = Object.entries(messages).flatMap(([group, bodies]) => sqsEvent(bodies, { group }).Records)
  return { Records: records.map((record, index) => ({ ...record, messageId: `m${index}` })) }
}

test('all is done in order', async () => {
  expect(await work(groups({ a: ['a1', 'a2', 'a3'] }))).toEqual([[], ['a1', 'a2', 'a3']])
})

test('at the first failure its group stops and the rest comes again', async () => {
  expect(await work(groups({ a: ['a1', 'a2', 'a3'] }), 'a2')).toEqual([['m1', 'm2'], ['a1']])
})

test('other groups go on', async () => {
  expect(await work(groups({ a: ['a1', 'a2'], b: ['b1', 'b2'] }), 'a1')).toEqual([['m0', 'm1'], ['b1', 'b2']])
})

test('a shard stops at the first failure', async () => {
  expect(await work(kinesisEvent('r1', 'r2', 'r3'), 'r2')).toEqual([['1'], ['r1']])
})

test('a notification is unwrapped', async () => {
  const wrapped = JSON.stringify({ Type: 'Notification', Message: 'a1' })
  expect(await work(groups({ a: [wrapped] }))).toEqual([[], ['a1']])
})

test('an empty batch is no failure', async () => {
  expect(await work({ Records: [] } as SQSEvent)).toEqual([[], []])
})

test('in a standard queue every message stands for itself', async () => {
  expect(await work(sqsEvent(['1', '2', '3']), '1')).toEqual([['m0'], ['2', '3']])
})
