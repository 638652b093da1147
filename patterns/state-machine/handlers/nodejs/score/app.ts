/** Check credit: ask the agency, and add its score to the request. */

import { observed } from '#shared/observed'
import { call, RemoteError } from '#shared/remote'
import { isObject, isText, isWhole } from '#shared/values'

/** The request with its score, 0 to 1000. Throws RemoteError, which the workflow may try again. */
export const handler = observed(async (event: Record<string, unknown>) => {
  const { customer } = event
  if (!isText(customer)) throw new TypeError('a score needs a customer')
  const answer = await call('AGENCY', 'POST', '/scores', { body: { customer }, timeout: 8 })
  const score = isObject(answer) ? answer['score'] : undefined
  if (!isWhole(score) || score < 0 || score > 1000) {
    throw new RemoteError('no score from 0 to 1000')
  }
  return { ...event, score }
})
