/** Check and write queued events: no code ran before the queue, so the signature is checked here, over the raw body. */

import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch'
import type { SQSEvent, SQSRecord } from 'aws-lambda'

import { Database } from '#shared/database'
import { insert } from '#shared/events_table'
import { logger, observed } from '#shared/observed'
import { HEADER, isGenuine } from '#shared/signature'

const processor = new BatchProcessor(EventType.SQS)
export const database = new Database('DATABASE')

/** The provider did not sign this; the message ends in the dead-letter queue, where somebody can look at it. */
class ForgedError extends Error {
  override readonly name = 'ForgedError'
}

/** Write one genuine event, once. Throws ForgedError, or what else makes its message come again. */
async function write({ body, messageAttributes, messageId }: SQSRecord): Promise<void> {
  if (!(await isGenuine(body, messageAttributes[HEADER]?.stringValue))) throw new ForgedError(messageId)
  const written = await database.transaction((statements) => insert(statements, body))
  logger.info(written ? 'written' : 'known already', { messageId })
}

/** Name the messages that failed, the forged ones included. */
export const handler = observed((event: SQSEvent, context) =>
  processPartialResponse(event, write, processor, { context, processInParallel: false }),
)
