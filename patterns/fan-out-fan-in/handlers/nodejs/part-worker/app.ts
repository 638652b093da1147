/** Work on one chunk, and write its result as an object of the job's folder; running twice overwrites it. */

import { read } from '#shared/chunks'
import { logger, observed } from '#shared/observed'
import { keyOf } from '#shared/parts'
import { render } from '#shared/rendering'
import { setting } from '#shared/settings'
import { write } from '#shared/storage'

/** Where the part lies. Knows one chunk, and nothing of the run. */
export const handler = observed(async (event: unknown) => {
  const chunk = read(event)
  const key = keyOf(chunk)
  await write(setting('PARTS_BUCKET_NAME'), key, render(chunk))
  const place = { job: chunk.job, chunk: chunk.chunk, total: chunk.total }
  logger.info('done', place)
  return { ...place, key }
})
