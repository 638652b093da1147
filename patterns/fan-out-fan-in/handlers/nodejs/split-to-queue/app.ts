/** Cut a run into chunks and queue them, ten per call. A second try queues the same chunks again. */

import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs'

import { type Chunk, cut, padded } from '#shared/chunks'
import { connect } from '#shared/clients'
import { logger, observed } from '#shared/observed'
import { setting } from '#shared/settings'

/** What SendMessageBatch takes (Amazon SQS API Reference). */
const PER_CALL = 10

const queue = connect(SQSClient, 5, 5)

/** Some chunks were refused; the run is tried again, and what was queued twice is worked on twice. */
export class NotQueuedError extends Error {
  override readonly name = 'NotQueuedError'
}

/** Queue up to ten chunks. Throws NotQueuedError: a batch can fail in part and still answer 200. */
async function send(chunks: readonly Chunk[]): Promise<void> {
  const entries = chunks.map((chunk) => ({ Id: padded(chunk.chunk), MessageBody: JSON.stringify(chunk) }))
  const answer = await queue.send(
    new SendMessageBatchCommand({ QueueUrl: setting('CHUNKS_QUEUE_URL'), Entries: entries }),
  )
  const refused = (answer.Failed ?? []).map(({ Id }) => Id).sort()
  if (refused.length > 0) throw new NotQueuedError(refused.join(', '))
}

/** Queue and end; the queue's depth shows how far the run is. */
export const handler = observed(async (event: unknown) => {
  const chunks = [...cut(event)]
  for (let start = 0; start < chunks.length; start += PER_CALL) await send(chunks.slice(start, start + PER_CALL))
  const answer = { job: chunks[0]?.job, chunks: chunks.length }
  logger.info('queued', answer)
  return answer
})
