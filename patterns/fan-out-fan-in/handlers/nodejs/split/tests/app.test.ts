import { context, settings } from '#testing'

import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda'
import { mockClient } from 'aws-sdk-client-mock'
import { beforeEach, expect, test } from 'vitest'

import { handler } from '../app'

const RUN = { job: '2026', customers: Array.from({ length: 700 }, (_, number) => `c${number}`) }
const functions = mockClient(LambdaClient)

beforeEach(() => {
  functions.reset()
  functions.on(InvokeCommand).resolves({ StatusCode: 202 })
})

const calls = () => functions.commandCalls(InvokeCommand).map((call) => call.args[0].input)

test('each chunk goes to one worker as an event', async () => {
  settings({ WORKER_FUNCTION_NAME: 'w' })
  expect(await handler(RUN, context())).toEqual({ job: '2026', chunks: 5 })
  expect(new Set(calls().map((call) => `${call.FunctionName} ${call.InvocationType}`))).toEqual(new Set(['w Event']))
  const sent = calls().map((call) => JSON.parse(String(call.Payload)) as { chunk: number; customers: string[] })
  expect(sent.map(({ chunk }) => chunk)).toEqual([1, 2, 3, 4, 5])
  expect(sent.flatMap(({ customers }) => customers)).toEqual(RUN.customers)
})

test('several workers take turns', async () => {
  settings({ WORKER_1_FUNCTION_NAME: 'a', WORKER_2_FUNCTION_NAME: 'b' })
  await handler(RUN, context())
  expect(calls().map((call) => call.FunctionName)).toEqual(['a', 'b', 'a', 'b', 'a'])
})

test('a run that nobody would work on fails loudly', async () => {
  await expect(handler(RUN, context())).rejects.toThrow('no worker')
})

test('what is no run fails loudly', async () => {
  settings({ WORKER_FUNCTION_NAME: 'w' })
  await expect(handler({}, context())).rejects.toThrow('job')
})
