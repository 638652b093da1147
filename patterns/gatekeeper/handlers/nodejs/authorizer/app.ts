/** Decide who may pass: check the token, look up what its owner may do, and answer with a policy for all of it.
 *
 * API Gateway keeps the answer and uses it for every route that the same token asks for. So the policy names everything
 * that the caller may do, not just what was asked for now; otherwise the first call would decide about the next ones.
 *
 * A token is `Bearer <user>.<secret>`. The table holds the SHA-256 of the secret, so that it can't be read from there.
 */

import { createHash, timingSafeEqual } from 'node:crypto'

import { GetCommand } from '@aws-sdk/lib-dynamodb'
import type { APIGatewayAuthorizerResult } from 'aws-lambda'

import { documents } from '#shared/documents'
import { type AuthorizerEvent, policy, stageOf, tokenOf } from '#shared/gate'
import { logger, observed } from '#shared/observed'
import { setting } from '#shared/settings'

const TOKEN = /^Bearer ([A-Za-z0-9_-]{1,64})\.([A-Za-z0-9_-]{32,128})$/
const ROUTE = /^(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|\*) \/([A-Za-z0-9._~/*-]*)$/
const NOBODY = digestOf('')

/** API Gateway answers 401 to a function that fails with exactly this word, and 500 to any other error. */
export class UnauthorizedError extends Error {
  override readonly name = 'UnauthorizedError'

  constructor() {
    super('Unauthorized')
  }
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

function same(given: string, right: string): boolean {
  return given.length === right.length && timingSafeEqual(Buffer.from(given), Buffer.from(right))
}

/** The item of the token's owner. Throws UnauthorizedError, in the same time for a wrong user and a wrong secret. */
async function ownerOf(token: string): Promise<Readonly<Record<string, unknown>>> {
  const [, user, secret] = TOKEN.exec(token) ?? []
  if (user === undefined || secret === undefined) throw new UnauthorizedError()
  const key = { TableName: setting('PERMISSIONS_TABLE_NAME'), Key: { user } }
  const { Item: item = {} } = await documents.send(new GetCommand(key))
  if (!same(digestOf(secret), String(item['token_sha256'] ?? NOBODY))) throw new UnauthorizedError()
  return item
}

/** What the user may do, and nothing else; somebody without a permission may do nothing at all. */
function permissions(user: string, stage: string, routes: readonly string[], facts: Record<string, string>) {
  const allowed = routes.flatMap((route) => {
    const [, method, path] = ROUTE.exec(route) ?? []
    return method === undefined ? [] : [`${stage}/${method}/${path}`]
  })
  return allowed.length > 0 ? policy(user, 'Allow', allowed, facts) : policy(user, 'Deny', [`${stage}/*`], facts)
}

/** If this fails, the API refuses: the gate fails shut. */
export const handler = observed(async (event: AuthorizerEvent): Promise<APIGatewayAuthorizerResult> => {
  const item = await ownerOf(tokenOf(event))
  const user = String(item['user'])
  const routes = item['routes'] instanceof Set ? [...item['routes']].map(String).sort() : []
  logger.info('known', { user })
  return permissions(user, stageOf(event), routes, { user, customer: String(item['customer'] ?? '') })
})
