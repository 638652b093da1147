import { context } from '#testing'

import type { APIGatewayAuthorizerResult } from 'aws-lambda'
import { expect, test, vi } from 'vitest'

import type { AuthorizerEvent } from '#shared/gate'

import { handler } from '../app'
import * as logic from '../logic'

const STAGE = 'arn:aws:execute-api:eu-central-1:123456789012:abc123/v1'
const ARN = `${STAGE}/GET/invoices`
const asked = (event: object): AuthorizerEvent => event as AuthorizerEvent

function effect({ policyDocument }: APIGatewayAuthorizerResult): string | undefined {
  expect(policyDocument.Statement).toMatchObject([{ Resource: [`${STAGE}/*`] }])
  return policyDocument.Statement[0]?.Effect
}

test('until you say who may, nobody may', async () => {
  const event = asked({ type: 'REQUEST', methodArn: ARN, headers: { Authorization: 'Bearer x' } })
  expect(effect(await handler(event, context()))).toBe('Deny')
})

test.each([
  { methodArn: ARN, type: 'REQUEST', headers: { Authorization: 'good' } },
  { methodArn: ARN, type: 'TOKEN', authorizationToken: 'good' },
  { routeArn: ARN, type: 'REQUEST', version: '2.0', headers: { authorization: 'good' } },
])('a good token passes every route of the stage: %j', async (event) => {
  vi.spyOn(logic, 'mayPass').mockImplementation(async (token) => (token === 'good' ? 'ada' : undefined))
  const answer = await handler(asked(event), context())
  expect([effect(answer), answer.context]).toEqual(['Allow', { user: 'ada' }])
})

test('a failure keeps the gate shut', async () => {
  vi.spyOn(logic, 'mayPass').mockRejectedValue(new Error('no table'))
  await expect(handler(asked({ type: 'REQUEST', methodArn: ARN }), context())).rejects.toThrow('no table')
})
