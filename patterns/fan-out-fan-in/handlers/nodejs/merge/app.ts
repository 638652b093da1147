/** List the job's folder at each new part, and merge it if nothing is missing, once. */

import type { S3Event } from 'aws-lambda'

import { keyOf } from '#shared/objects'
import { logger, observed } from '#shared/observed'
import { merge, partsOf, placeOf } from '#shared/parts'
import { setting } from '#shared/settings'

/** Merge the job of this part if all its parts are there. Another copy may do the same; one of them writes. */
async function lookAt(key: string): Promise<void> {
  const { job, total } = placeOf(key)
  const source = setting('PARTS_BUCKET_NAME')
  const keys = await partsOf(source, job, total)
  if (keys.length < total) return
  if (await merge(source, keys, setting('ARCHIVE_BUCKET_NAME'), job)) {
    logger.info('job complete', { job, parts: keys.length })
  }
}

/** Most of the time some parts are missing, and nothing happens. */
export const handler = observed(async (event: S3Event) => {
  for (const record of event.Records) await lookAt(keyOf(record.s3))
})
