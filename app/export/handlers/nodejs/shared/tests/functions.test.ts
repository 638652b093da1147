import { settings } from '#testing'

import { InvokeCommand, type InvokeCommandOutput, LambdaClient } from '@aws-sdk/client-lambda'
import { mockClient } from 'aws-sdk-client-mock'
import { beforeEach, expect, test } from 'vitest'

import { ask } from '#shared/functions'

const lambda = mockClient(LambdaClient)

beforeEach(() => {
  settings({ HOTELS_FUNCTION_NAME: 'hotels-prod' })
  lambda.reset()
})

function answer(text: string, more: Partial<InvokeCommandOutput> = {}): void {
  const Payload = Object.assign(Buffer.from(text), { transformToString: () => text })
  lambda.on(InvokeCommand).resolves({ Payload, StatusCode: 200, ...more })
}

test('an answer is its JSON', async () => {
  answer('{"ok": true}')
  expect(await ask('HOTELS', { trip: 't1' })).toEqual({ ok: true })
  const sent = lambda.commandCalls(InvokeCommand).map(({ args: [{ input }] }) => input)
  expect(sent).toEqual([{ FunctionName: 'hotels-prod', Payload: '{"trip":"t1"}' }])
})

test('an error with status 200 is an error', async () => {
  answer('{"errorType": "NoRoom", "errorMessage": "full"}', { FunctionError: 'Unhandled' })
  await expect(ask('HOTELS', {})).rejects.toMatchObject({
    name: 'CalledFunctionError',
    message: 'hotels: NoRoom: full',
  })
})

test('an empty answer is null', async () => {
  answer('')
  expect(await ask('HOTELS', {})).toBeNull()
})
