/** Ask the payment provider to pay back, with the booking's number as idempotency key. */

import { observed, logger } from '#shared/observed'
import { call } from '#shared/remote'
import { isText, isWhole } from '#shared/values'

/** What came is no refund. */
export class RefundError extends Error {
  override readonly name = 'RefundError'
}

/** Lambda tries it twice more if it throws; the key makes that one refund. */
export const handler = observed(async (event: Record<string, unknown>) => {
  const { booking, cents } = event
  if (!isText(booking) || !isWhole(cents) || cents <= 0) {
    throw new RefundError('a refund needs booking and cents')
  }
  await call('PAYMENTS', 'POST', '/refunds', {
    body: { booking, cents },
    headers: { 'Idempotency-Key': `refund-${booking}` },
    timeout: 10,
  })
  logger.info('refunded', { booking, cents })
  return { booking }
})
