/** Work on the chunks of a queue, and write each result under the job and its own number. */

import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch'
import type { SQSEvent, SQSRecord } from 'aws-lambda'

import { read } from '#shared/chunks'
import { logger, observed } from '#shared/observed'
import { render } from '#shared/rendering'
import { record } from '#shared/results'

const processor = new BatchProcessor(EventType.SQS)

/** One chunk; a second run overwrites the first. */
async function work({ body }: SQSRecord): Promise<void> {
  const chunk = read(JSON.parse(body))
  await record(chunk, render(chunk))
  logger.info('done', { job: chunk.job, chunk: chunk.chunk, total: chunk.total })
}

/** Name the chunks that failed. */
export const handler = observed(async (event: SQSEvent, context) =>
  processPartialResponse(event, work, processor, { context }),
)
