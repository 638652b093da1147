import { context, settings } from '#testing'

import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda'
import { DeleteMessageBatchCommand, type Message, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
import { mockClient } from 'aws-sdk-client-mock'
import { beforeEach, expect, test } from 'vitest'

import { type FakeTable, FakeTables } from '#shared/table_testing'

import { handler } from '../app'

type Turn = Awaited<ReturnType<typeof handler>>
const sqs = mockClient(SQSClient)
const lambda = mockClient(LambdaClient)
let state: FakeTable
let waiting: Message[]

beforeEach(() => {
  settings({
    STATE_TABLE_NAME: 'state',
    CHANGES_QUEUE_URL: 'https://queue',
    CONSUMER_FUNCTION_NAME: 'consumer',
  })
  state = new FakeTables().make('state', 'subscription')
  sqs.reset()
  lambda.reset()
  waiting = []
  // A FIFO queue that hides what it has handed out.
  sqs.on(ReceiveMessageCommand).callsFake(async () => ({ Messages: waiting.splice(0, 10) }))
  sqs.on(DeleteMessageBatchCommand).resolves({})
})

function put(group: string, ...bodies: string[]): void {
  for (const Body of bodies) {
    const number = String(waiting.length)
    waiting.push({ MessageId: number, ReceiptHandle: number, Body, Attributes: { MessageGroupId: group } })
  }
}

function change(number: number, subscription = 's1'): string {
  return JSON.stringify({ subscription, change: number, plan: `plan ${number}` })
}

function changes(most: number): string[] {
  return [...Array(most).keys()].map((number) => change(number + 1))
}

function plan(subscription: string): unknown {
  return state.get({ subscription })?.['plan']
}

function deleted(): unknown[] {
  return sqs
    .commandCalls(DeleteMessageBatchCommand)
    .flatMap(({ args: [{ input }] }) => input.Entries ?? [])
    .map((entry) => entry.ReceiptHandle)
}

function invoked(): { FunctionName: unknown; InvocationType: unknown; turn: number }[] {
  return lambda.commandCalls(InvokeCommand).map(({ args: [{ input }] }) => {
    const { FunctionName, InvocationType, Payload } = input
    return { FunctionName, InvocationType, ...(JSON.parse(String(Payload)) as { turn: number }) }
  })
}

/** Follow the loop to its end. */
async function run(event: { turn?: number } = {}): Promise<Turn[]> {
  const turns = [await handler(event, context())]
  for (let next = invoked()[0]; next !== undefined; next = invoked()[turns.length - 1]) {
    turns.push(await handler({ turn: next.turn }, context()))
  }
  return turns
}

test('the loop goes round until the queue is empty', async () => {
  put('s1', ...changes(25))
  expect((await run()).map(({ applied }) => applied)).toEqual([10, 10, 5, 0])
  expect(plan('s1')).toBe('plan 25')
  expect(invoked()[0]).toEqual({ FunctionName: 'consumer', InvocationType: 'Event', turn: 2 })
})

test('an empty queue ends it at once', async () => {
  expect(await run()).toEqual([{ turn: 1, applied: 0, goes_on: false }])
})

test('what failed is not deleted and nothing of its group overtakes it', async () => {
  put('s1', change(1), 'no change', change(3))
  put('s2', change(1, 's2'))
  await run()
  expect(deleted()).toEqual(['0', '3'])
  expect([plan('s1'), plan('s2')]).toEqual(['plan 1', 'plan 1'])
})

test('a batch of which nothing could be applied ends the loop', async () => {
  put('s1', 'bad', 'bad')
  expect(await run()).toHaveLength(1)
})

test('no loop is endless', async () => {
  put('s1', ...changes(60))
  expect((await run({ turn: 498 })).map((turn) => turn.goes_on)).toEqual([true, true, false])
})

test('if it cannot call itself the work of this turn still counts', async () => {
  lambda.on(InvokeCommand).rejects(new Error('throttled'))
  put('s1', change(1))
  expect(await handler({}, context())).toMatchObject({ applied: 1 })
  expect(deleted()).toEqual(['0'])
})
