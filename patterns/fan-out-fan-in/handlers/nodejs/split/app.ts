/** Cut a run into chunks and hand each to a worker, asynchronously. A second try hands out the same chunks again. */

import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda'

import { cut } from '#shared/chunks'
import { connect } from '#shared/clients'
import { logger, observed } from '#shared/observed'

const functions = connect(LambdaClient, 5, 5)

/** The workers that the environment names, `WORKER_FUNCTION_NAME` or `WORKER_1_FUNCTION_NAME` and so on. */
function workers(): string[] {
  const names = Object.keys(process.env).filter((name) => /^WORKER.*_FUNCTION_NAME$/.test(name))
  return names.sort().map((name) => process.env[name] ?? '')
}

/** Hand out and end; Lambda starts as many workers as it may and keeps the rest waiting. */
export const handler = observed(async (event: unknown) => {
  const known = workers()
  if (known.length === 0) throw new Error('the environment names no worker')
  let job = ''
  let chunks = 0
  for (const chunk of cut(event)) {
    await functions.send(
      new InvokeCommand({
        FunctionName: known[chunks % known.length],
        InvocationType: 'Event',
        Payload: JSON.stringify(chunk),
      }),
    )
    job = chunk.job
    chunks += 1
  }
  logger.info('handed out', { job, chunks })
  return { job, chunks }
})
