/** Merge a run: the workflow calls this once, with what all its workers have returned. */

import { logger, observed } from '#shared/observed'
import { merge } from '#shared/parts'
import { setting } from '#shared/settings'

/** What a worker has returned. */
interface Part {
  readonly job: string
  readonly total: number
  readonly key: string
}

/** Where the merged run lies. Throws RangeError if parts are missing or of several jobs. */
export const handler = observed(async (event: readonly Part[]) => {
  const keys = [...new Set(event.map(({ key }) => key))].sort()
  const job = event[0]?.job
  const whole = event.every((part) => part.job === job && Number(part.total) === keys.length)
  if (job === undefined || !whole) throw new RangeError('a run is all parts of one job')
  const bucket = setting('ARCHIVE_BUCKET_NAME')
  await merge(bucket, keys, bucket, job)
  logger.info('job complete', { job, parts: keys.length })
  return { job, parts: keys.length, key: `runs/${job}.json` }
})
