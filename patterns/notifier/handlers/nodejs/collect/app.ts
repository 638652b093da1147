/** Collect payments in order, so that no refund is seen before the payment that it belongs to; skip what costs nothing.
 *
 * Works behind a FIFO queue and behind a stream.
 */

import type { KinesisStreamEvent, SQSEvent } from 'aws-lambda'

import { billingOf } from '#shared/billing'
import { logger, observed } from '#shared/observed'
import { workThrough } from '#shared/ordered'
import { isObject } from '#shared/values'

/** Collect, or pay back where the amount is negative. Throws TypeError for a record that is neither. */
function collect(message: string): void {
  const record: unknown = JSON.parse(message)
  if (isObject(record) && record['cents'] === 0) return
  const { billing, customer, cents } = billingOf(record)
  // Your payments go here. Use the billing number as idempotency key: a record may come twice.
  logger.info(cents > 0 ? 'collected' : 'paid back', { billing, customer, cents: Math.abs(cents) })
}

/** Name the records to have again. */
export const handler = observed((event: SQSEvent | KinesisStreamEvent) => workThrough(event, collect))
