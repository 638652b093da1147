import { context, settings } from '#testing'

import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda'
import { mockClient } from 'aws-sdk-client-mock'
import { beforeEach, expect, test } from 'vitest'

import { handler } from '../app'

const lambda = mockClient(LambdaClient)

beforeEach(() => {
  settings({ MOTOR_FUNCTION_NAME: 'motor-fn', HOME_FUNCTION_NAME: 'home-fn', TRAVEL_FUNCTION_NAME: 'travel-fn' })
  lambda.reset()
})

function invoked(): unknown[] {
  return lambda.commandCalls(InvokeCommand).map(({ args: [{ input }] }) => input)
}

test.each([
  ['car', 'motor-fn'],
  ['home', 'home-fn'],
  ['travel', 'travel-fn'],
])('the kind %s goes to %s and to no other', async (kind, task) => {
  const claim = { claim: 'k1', kind, policy: 'p1' }
  expect(await handler(claim, context())).toEqual({ claim: 'k1', task })
  expect(invoked()).toEqual([{ FunctionName: task, InvocationType: 'Event', Payload: JSON.stringify(claim) }])
})

test.each([{ claim: 'k1', kind: 'boat' }, { claim: 'k1' }, { kind: 'car' }, {}])(
  'what nobody handles fails loudly: %j',
  async (claim) => {
    await expect(handler(claim, context())).rejects.toMatchObject({ name: 'UnsortedError' })
    expect(invoked()).toEqual([])
  },
)
