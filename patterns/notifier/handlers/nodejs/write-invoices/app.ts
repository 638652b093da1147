/** Write an invoice for each billing record, in the order in which they happened for each customer.
 *
 * Works behind a FIFO queue and behind a stream: both hand over again, in order, from the first record that failed.
 */

import type { KinesisStreamEvent, SQSEvent } from 'aws-lambda'

import { billingOf } from '#shared/billing'
import { logger, observed } from '#shared/observed'
import { workThrough } from '#shared/ordered'

/** Write one invoice. Throws TypeError for a record that can't be invoiced. */
function writeInvoice(message: string): void {
  const { billing, customer, cents } = billingOf(JSON.parse(message))
  if (cents < 0) throw new TypeError('an invoice is for nothing or more')
  // Your invoicing goes here. Use the billing number as the invoice's key: a record may come twice.
  logger.info('invoice written', { billing, customer, cents })
}

/** Name the records to have again. */
export const handler = observed((event: SQSEvent | KinesisStreamEvent) => workThrough(event, writeInvoice))
