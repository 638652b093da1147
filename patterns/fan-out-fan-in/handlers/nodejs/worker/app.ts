/** Work on one chunk, write its result under the job and its own number, and say if that completes the job.
 *
 * A worker that runs twice overwrites its own result and counts once; exactly one of all declares the job complete.
 */

import { read } from '#shared/chunks'
import { logger, observed } from '#shared/observed'
import { render } from '#shared/rendering'
import { note, record } from '#shared/results'

/** Nobody waits for the answer; what fails is tried again by Lambda and then kept. */
export const handler = observed(async (event: unknown) => {
  const chunk = read(event)
  const { job, total } = chunk
  await record(chunk, render(chunk))
  const complete = await note(chunk)
  logger.info('done', { job, chunk: chunk.chunk, total })
  if (complete) {
    // The place for what comes after the last chunk: publish it, notify somebody, start the next step.
    logger.info('job complete', { job, total })
  }
  return { job, chunk: chunk.chunk, complete }
})
