/** Grant and revoke permissions, and note who asked for it.
 *
 * Invoked by the back office with `{"action": "grant", "user": "ada", "route": "GET /invoices", "asked_by": "grace"}`.
 */

import { UpdateCommand } from '@aws-sdk/lib-dynamodb'

import { documents } from '#shared/documents'
import { logger, observed } from '#shared/observed'
import { setting } from '#shared/settings'
import { isObject } from '#shared/values'

const USER = /^[A-Za-z0-9_-]{1,64}$/
const ROUTE = /^(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|\*) \/[A-Za-z0-9._~/*-]*$/
const CHANGES = new Map<unknown, string>([
  ['grant', 'ADD routes :route'],
  ['revoke', 'DELETE routes :route'],
])

/** The back office asked for something that makes no sense; it gets this as the function's error. */
export class RequestError extends Error {
  override readonly name = 'RequestError'
}

interface Change {
  readonly action: string
  readonly expression: string
  readonly user: string
  readonly route: string
  readonly askedBy: string
}

/** What shall change. Throws RequestError, which names the field. */
function read(event: unknown): Change {
  const { action, asked_by: asked, route, user } = isObject(event) ? event : {}
  const expression = CHANGES.get(action)
  if (expression === undefined) throw new RequestError('action: grant or revoke')
  if (typeof user !== 'string' || !USER.test(user)) {
    throw new RequestError('user: up to 64 letters, digits, _ and -')
  }
  if (typeof route !== 'string' || !ROUTE.test(route)) {
    throw new RequestError('route: a method and a path, such as GET /invoices')
  }
  const askedBy = typeof asked === 'string' ? asked.trim() : ''
  if (askedBy === '') throw new RequestError('asked_by: somebody has to answer for it')
  return { action: String(action), expression, user, route, askedBy }
}

/** The user's routes after the change. Doing it twice does nothing more. */
export const handler = observed(async (event: unknown) => {
  const { action, askedBy, expression, route, user } = read(event)
  const changed = await documents.send(
    new UpdateCommand({
      TableName: setting('PERMISSIONS_TABLE_NAME'),
      Key: { user },
      UpdateExpression: `${expression} SET changed_at = :at, changed_by = :by, last_change = :what`,
      ExpressionAttributeValues: {
        ':route': new Set([route]),
        ':at': new Date().toISOString(),
        ':by': askedBy,
        ':what': `${action} ${route}`,
      },
      ReturnValues: 'ALL_NEW',
    }),
  )
  logger.info('permission changed', { action, user, route, askedBy })
  const routes: unknown = changed.Attributes?.['routes']
  return { user, routes: routes instanceof Set ? [...routes].map(String).sort() : [] }
})
