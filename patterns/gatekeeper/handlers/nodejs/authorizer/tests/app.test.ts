import { context, settings } from '#testing'

import { createHash } from 'node:crypto'

import type { APIGatewayAuthorizerResult } from 'aws-lambda'
import { beforeEach, expect, test } from 'vitest'

import type { AuthorizerEvent } from '#shared/gate'
import { type FakeTable, FakeTables } from '#shared/table_testing'

import { handler, UnauthorizedError } from '../app'

const SECRET = 's'.repeat(40)
const STAGE = 'arn:aws:execute-api:eu-central-1:123456789012:abc123/v1'
let table: FakeTable

beforeEach(() => {
  settings({ PERMISSIONS_TABLE_NAME: 'permissions' })
  const token_sha256 = createHash('sha256').update(SECRET).digest('hex')
  table = new FakeTables().make('permissions', 'user')
  table.put({ user: 'ada', token_sha256, customer: 'c7', routes: new Set(['GET /invoices', 'POST /invoices/*']) })
  table.put({ user: 'bob', token_sha256 })
  table.put({ user: 'eve', customer: 'c9', routes: new Set(['GET /invoices']) })
})

async function ask(authorization: string, route = 'GET/invoices'): Promise<APIGatewayAuthorizerResult> {
  const event = { type: 'REQUEST', methodArn: `${STAGE}/${route}`, headers: { authorization } }
  return handler(event as unknown as AuthorizerEvent, context())
}

/** Whether IAM would let a request pass: a star stands for anything. */
function allows({ policyDocument }: APIGatewayAuthorizerResult, route: string): boolean {
  return policyDocument.Statement.some((statement) => {
    const resources = 'Resource' in statement ? [statement.Resource].flat().map(String) : []
    const fits = (pattern: string): boolean =>
      new RegExp(`^${pattern.split('*').map((part) => part.replace(/[.~]/g, '\\$&')).join('.*')}$`).test(`${STAGE}/${route}`)
    return statement.Effect === 'Allow' && resources.some(fits)
  })
}

test('the policy names all that the caller may do', async () => {
  const answer = await ask(`Bearer ada.${SECRET}`)
  expect(allows(answer, 'GET/invoices')).toBe(true)
  expect(allows(answer, 'POST/invoices/2026-1')).toBe(true)
  expect(allows(answer, 'DELETE/invoices')).toBe(false)
  expect(answer.context).toEqual({ user: 'ada', customer: 'c7' })
})

test('a cached policy is the same whichever route was asked first', async () => {
  const first = await ask(`Bearer ada.${SECRET}`, 'GET/invoices')
  expect(await ask(`Bearer ada.${SECRET}`, 'POST/invoices/2026-1')).toEqual(first)
})

test('somebody without a permission is known and denied', async () => {
  const { policyDocument } = await ask(`Bearer bob.${SECRET}`)
  expect(policyDocument.Statement).toMatchObject([{ Effect: 'Deny', Resource: [`${STAGE}/*`] }])
})

test.each([
  '',
  'Bearer',
  `Basic ada.${SECRET}`,
  `Bearer ada.${'x'.repeat(40)}`,
  `Bearer nobody.${SECRET}`,
  `Bearer eve.${SECRET}`,
  `Bearer ada.${SECRET}\n`,
  'Bearer ada.short',
])('a token that is not good is unauthorized, in that very word: %j', async (token) => {
  const asked = ask(token)
  await expect(asked).rejects.toBeInstanceOf(UnauthorizedError)
  await expect(asked).rejects.toThrow(/^Unauthorized$/)
})

test('an event of the token type works too', async () => {
  const event = { type: 'TOKEN', methodArn: `${STAGE}/GET/invoices`, authorizationToken: `Bearer ada.${SECRET}` }
  expect(allows(await handler(event as AuthorizerEvent, context()), 'GET/invoices')).toBe(true)
})

test('a permission that is no route cannot widen the policy', async () => {
  const ada = table.get({ user: 'ada' })
  table.put({ ...ada, routes: new Set(['GET /invoices', 'arn:aws:*', 'TRACE /x', 'GET /x\nGET /*']) })
  const { policyDocument } = await ask(`Bearer ada.${SECRET}`)
  expect(policyDocument.Statement).toMatchObject([{ Resource: [`${STAGE}/GET/invoices`] }])
})
