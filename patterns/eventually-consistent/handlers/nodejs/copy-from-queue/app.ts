/** Copy orders from events, whatever the order in which they arrive: what is newer wins. */

import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch'
import type { SQSEvent, SQSRecord } from 'aws-lambda'

import { Database } from '#shared/database'
import { logger, observed } from '#shared/observed'
import { BadRowError, rowOf, upsert } from '#shared/orders_copy'
import { isObject } from '#shared/values'

const processor = new BatchProcessor(EventType.SQS)
export const reporting = new Database('REPORTING')

/** Copy one event. A bad one comes again and, after its tries, waits in the dead-letter queue. */
async function copy({ body }: SQSRecord): Promise<void> {
  const event: unknown = JSON.parse(body)
  const detail = isObject(event) ? event['detail'] : undefined
  if (!isObject(detail)) throw new BadRowError('no event: detail is missing')
  const row = rowOf(detail, detail['deleted'] === true)
  const isNew = await reporting.transaction((statements) => upsert(statements, row))
  logger.info(isNew ? 'copied' : 'not newer', { order: row.order, last_updated: row.last_updated })
}

/** Name the events that failed. */
export const handler = observed((event: SQSEvent, context) =>
  processPartialResponse(event, copy, processor, { context, processInParallel: false }),
)
