/** Write queued events into the database, each once; what fails goes back to the queue, and only that. */

import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch'
import type { SQSEvent, SQSRecord } from 'aws-lambda'

import { Database } from '#shared/database'
import { unwrapped } from '#shared/envelope'
import { insert } from '#shared/events_table'
import { logger, observed } from '#shared/observed'

const processor = new BatchProcessor(EventType.SQS)
export const database = new Database('DATABASE')

/** Write one event in a transaction of its own. Throws what makes its message come again. */
async function write(record: SQSRecord): Promise<void> {
  const payload = unwrapped(record.body)
  const written = await database.transaction((statements) => insert(statements, payload))
  logger.info(written ? 'written' : 'known already', { messageId: record.messageId })
}

/** Name the messages that failed. */
export const handler = observed((event: SQSEvent, context) =>
  processPartialResponse(event, write, processor, { context, processInParallel: false }),
)
