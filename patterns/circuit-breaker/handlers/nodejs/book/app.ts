/** Book labels from a queue, behind a circuit breaker: while it is open, messages go back without a call.
 *
 * Nobody waits, so nothing is refused for good: a message comes again after the queue's visibility timeout. The carrier
 * knows an order by its idempotency key, so booking twice gives one label.
 */

import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch'
import type { SQSEvent, SQSRecord } from 'aws-lambda'

import { Breaker } from '#shared/breaker'
import { logger, observed } from '#shared/observed'
import { call, RefusedError, RemoteError } from '#shared/remote'
import { TableCircuit } from '#shared/table_circuit'
import { isObject, isText } from '#shared/values'

const processor = new BatchProcessor(EventType.SQS)
const breaker = new Breaker(new TableCircuit('CIRCUITS', 'carrier'))

/** The message is no order; after its tries it is parked with the others. */
export class OrderError extends Error {
  override readonly name = 'OrderError'
}

/** Book one label. Throws OpenError without a call while the circuit is open, and what the call throws. */
async function book({ body }: SQSRecord): Promise<void> {
  const order: unknown = JSON.parse(body)
  const number = isObject(order) ? order['order'] : undefined
  if (!isText(number)) throw new OrderError('an order needs a number')
  const permit = await breaker.enter()
  try {
    await call('CARRIER', 'POST', '/labels', { body: order, headers: { 'Idempotency-Key': number } })
  } catch (error) {
    if (error instanceof RemoteError) await breaker.failed(permit, error.retryAfter)
    // The carrier is well and does not like this order.
    if (error instanceof RefusedError) await breaker.succeeded(permit)
    throw error
  }
  await breaker.succeeded(permit)
  logger.info('booked', { order: number })
}

// One after the other, so that the circuit opens within a batch. While it is open a whole batch goes back; that is what
// should happen and no error of the function.
const options = { processInParallel: false, throwOnFullBatchFailure: false }

/** Name the messages to have again. */
export const handler = observed((event: SQSEvent, context) =>
  processPartialResponse(event, book, processor, { context, ...options }),
)
