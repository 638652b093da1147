/** What a request says about its caller, checked. */

import { ServiceError, type Request } from './http'

const KEY = /^[A-Za-z0-9_-]{8,64}$/

/** What an HTTP API adds once it has verified a token. */
interface Authorized {
  readonly authorizer?: { readonly jwt?: { readonly claims?: Readonly<Record<string, unknown>> } }
}

/** The subject of the token that the API has verified. Throws ServiceError 401 if there is none. */
export function visitorOf(request: Request): string {
  const { authorizer } = request.event.requestContext as Authorized
  const subject = authorizer?.jwt?.claims?.['sub']
  if (typeof subject !== 'string' || subject === '') throw new ServiceError(401, 'Nobody is signed in.')
  return subject
}

/** The client's Idempotency-Key: a client that got a timeout calls again. Throws ServiceError 400. */
export function idempotencyKey(request: Request): string {
  const key = request.headers['idempotency-key'] ?? ''
  if (!KEY.test(key)) throw new ServiceError(400, 'Send an Idempotency-Key of 8 to 64 letters, digits, _ or -.')
  return key
}
