/** Hear of a bucket's objects.
 *
 * Your own logic goes into `logic.ts`; its result goes on to what the design draws behind this function.
 */

import type { S3Event, S3EventRecord } from 'aws-lambda'

import { keyOf } from '#shared/objects'
import { observed } from '#shared/observed'
import { handOn } from '#shared/targets'

import { handle, type Message } from './logic'
import targets from './targets.json'

/** What happened to which object. */
function messageOf({ eventName, s3 }: S3EventRecord): Message {
  return { event: eventName, bucket: s3.bucket.name, key: keyOf(s3), size: s3.object.size }
}

/** What fails is tried again by Lambda and then kept. */
export const handler = observed(async (event: S3Event) => {
  for (const record of event.Records) await handOn(targets, await handle(messageOf(record)))
})
