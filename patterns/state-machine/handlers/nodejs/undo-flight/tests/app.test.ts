import { context, settings } from '#testing'

import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda'
import { mockClient } from 'aws-sdk-client-mock'
import { beforeEach, expect, test } from 'vitest'

import { handler } from '../app'

const lambda = mockClient(LambdaClient)

beforeEach(() => {
  settings({ FLIGHTS_FUNCTION_NAME: 'flights-prod' })
  lambda.reset()
  lambda.on(InvokeCommand).resolves({ StatusCode: 200 })
})

function asked(): unknown[] {
  return lambda.commandCalls(InvokeCommand).map(({ args: [{ input }] }) => [input.FunctionName, input.Payload])
}

test('the flight service is told by the trip’s number', async () => {
  const trip = { trip: 't1', city: 'Rome' }
  expect(await handler(trip, context())).toEqual({ ...trip, flight: 'cancelled' })
  expect(asked()).toEqual([['flights-prod', '{"action":"cancel","trip":"t1"}']])
})

test('after a failure the trip stands under input', async () => {
  await handler({ input: { trip: 't1' }, error: { Error: 'States.TaskFailed' } }, context())
  expect(asked()).toEqual([['flights-prod', '{"action":"cancel","trip":"t1"}']])
})

test('a cancellation that fails is thrown so that the saga tries again', async () => {
  lambda.on(InvokeCommand).rejects(new Error('down'))
  await expect(handler({ trip: 't1' }, context())).rejects.toThrow('down')
})

test('without a trip nothing is cancelled', async () => {
  await expect(handler({}, context())).rejects.toThrow('trip')
  expect(asked()).toEqual([])
})
