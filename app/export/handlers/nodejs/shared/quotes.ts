/** Shipping rates of the carrier, behind a circuit breaker. */

import { type Breaker, OpenError, type Permit } from './breaker'
import { type Answer, answer, type Request, ServiceError } from './http'
import { call, RefusedError, RemoteError } from './remote'

/** What is to be sent where. */
export interface Parcel {
  readonly postcode: string
  readonly grams: number
}

const POSTCODE = /^[A-Za-z0-9 -]{3,10}$/
const GRAMS = /^[0-9]{1,5}$/

function wish({ postcode = '', grams = '' }: Request['query']): Parcel {
  const weight = Number(grams)
  if (!POSTCODE.test(postcode) || !GRAMS.test(grams) || weight < 1 || weight > 31_500) {
    throw new ServiceError(400, 'Rates need postcode and grams, up to 31500.')
  }
  return { postcode, grams: weight }
}

/** 503, within milliseconds if the circuit is open: the caller knows when to come back. */
function unavailable(retryAfter: number): Answer {
  const seconds = String(Math.max(1, Math.ceil(retryAfter)))
  return answer(503, { message: 'The carrier does not answer.' }, { 'Retry-After': seconds })
}

/** Ask the carrier, whatever the circuit says. Throws RemoteError or RefusedError. */
export async function ask(parcel: Parcel): Promise<unknown> {
  return call('CARRIER', 'POST', '/rates', { body: parcel, timeout: 2 })
}

/** The rates, or 503 with Retry-After while the carrier is ill. Throws ServiceError 400. */
export async function rates(breaker: Breaker, request: Request): Promise<Answer> {
  const parcel = wish(request.query)
  let permit: Permit
  try {
    permit = await breaker.enter()
  } catch (error) {
    if (error instanceof OpenError) return unavailable(error.retryAfter)
    throw error
  }
  try {
    const found = await ask(parcel)
    await breaker.succeeded(permit)
    return answer(200, { rates: found })
  } catch (error) {
    if (error instanceof RemoteError) {
      await breaker.failed(permit, error.retryAfter)
      return unavailable(error.retryAfter ?? 1)
    }
    if (!(error instanceof RefusedError)) throw error
    await breaker.succeeded(permit)
    throw new ServiceError(400, 'The carrier does not take this parcel.')
  }
}
