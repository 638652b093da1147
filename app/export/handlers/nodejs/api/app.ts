/** Answer HTTP requests, behind an HTTP API, a REST API, or at the function's own address.
 *
 * Your own logic goes into `logic.ts`; its result is the answer, and goes on to what the design draws behind the function.
 */

import { answer, type HttpEvent, jsonOf, type Request, requestOf, ServiceError } from '#shared/http'
import { logger, observed } from '#shared/observed'
import { handOn } from '#shared/targets'

import { handle, type Message } from './logic'
import targets from './targets.json'

/** What your logic sees of a request. Throws ServiceError if the body is no JSON, though it says so. */
function messageOf(request: Request): Message {
  const { method, path, parameters, query, headers } = request
  const json = (headers['content-type'] ?? 'application/json').includes('json')
  return { method, path, parameters, query, body: (json && request.body ? jsonOf(request) : request.body) || null }
}

/** 200 with the result; 400 for a body that can't be read, 500 for what fails, with no word of why to the caller. */
export const handler = observed(async (event: HttpEvent) => {
  try {
    const result = await handle(messageOf(requestOf(event)))
    const answers = await handOn(targets, result)
    return answer(200, Object.keys(answers).length > 0 ? { result, answers } : result)
  } catch (error) {
    if (error instanceof ServiceError) return answer(error.status, { message: error.message })
    logger.error('failed', error as Error)
    return answer(500, { message: 'Something went wrong.' })
  }
})
