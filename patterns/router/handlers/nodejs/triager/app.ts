/** Split a batch of events by kind, and hand each share to the dispatchers that want it.
 *
 * Who wants what stands in Parameter Store, as `{"click": ["to-metrics", "to-archive"], "*": ["to-archive"]}`: a new
 * consumer is one more dispatcher and a changed map. The kind `*` takes what no other entry does.
 */

import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda'
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3'
import type { S3Event } from 'aws-lambda'

import { connect } from '#shared/clients'
import { keyOf } from '#shared/objects'
import { logger, observed } from '#shared/observed'
import type { Share } from '#shared/share'

import { eventsIn, pieces, shares } from './batch'
import { routes } from './routes'

const objects = connect(S3Client, 10)
const functions = connect(LambdaClient, 5)

/** Every new batch. What fails is tried again from the start; dispatchers then get some events twice. */
export const handler = observed(async (event: S3Event) => {
  for (const { s3 } of event.Records) {
    const key = keyOf(s3)
    logger.info('triaged', { batch: key, calls: await triage(s3.bucket.name, key) })
  }
})

/** Hand out one batch, and say in how many calls. */
async function triage(bucket: string, batch: string): Promise<number> {
  const answer = await objects.send(new GetObjectCommand({ Bucket: bucket, Key: batch }))
  const events = eventsIn((await answer.Body?.transformToByteArray()) ?? new Uint8Array())
  let calls = 0
  for (const [name, wanted] of shares(events, await routes())) {
    for (const [piece, some] of pieces(wanted).entries()) {
      // Batch and piece let a dispatcher know a share that comes twice.
      const share: Share = { batch, piece, events: some }
      await functions.send(
        new InvokeCommand({ FunctionName: name, InvocationType: 'Event', Payload: JSON.stringify(share) }),
      )
      calls += 1
    }
  }
  return calls
}
