/** Charge the card, with the order's number as idempotency key, so that a retry can't charge twice. */

import { observed, logger } from '#shared/observed'
import { call, RefusedError } from '#shared/remote'
import { isObject, isText, isWhole } from '#shared/values'

/** The provider refuses. No retry changes that; the workflow gives the goods back. */
export class PaymentDeclinedError extends Error {
  override readonly name = 'PaymentDeclinedError'
}

/** The order with its payment. Throws PaymentDeclinedError, or RemoteError, which the workflow tries again. */
export const handler = observed(async (event: Record<string, unknown>) => {
  const { order, cents, card = null } = event
  if (!isText(order) || !isWhole(cents) || cents <= 0) {
    throw new TypeError('a payment needs order and cents')
  }
  const answer = await charge(order, { order, cents, card })
  logger.info('charged', { order, cents })
  return { ...event, payment: (isObject(answer) ? answer['id'] : null) ?? null }
})

async function charge(order: string, body: object): Promise<unknown> {
  try {
    return await call('PAYMENTS', 'POST', '/charges', { body, headers: { 'Idempotency-Key': order }, timeout: 10 })
  } catch (error) {
    if (error instanceof RefusedError) throw new PaymentDeclinedError(order, { cause: error })
    throw error
  }
}
