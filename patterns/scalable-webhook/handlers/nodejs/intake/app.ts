/** Check a webhook's signature, put the event on the queue, and be done: that is all the provider waits for. */

import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs'

import { connect } from '#shared/clients'
import { answer, jsonOf, type Request, routes, ServiceError } from '#shared/http'
import { logger } from '#shared/observed'
import { setting } from '#shared/settings'
import { HEADER, isGenuine } from '#shared/signature'
import { isObject, isText } from '#shared/values'

/** What a message holds (Amazon SQS Developer Guide, "Amazon SQS message quotas"). */
const MOST_BYTES = 1_048_576

const queue = connect(SQSClient)

/** The provider's own id of the event. Throws ServiceError 400. */
function idOf(request: Request): string {
  const event = jsonOf(request)
  const id = isObject(event) ? event['id'] : undefined
  if (!isText(id)) throw new ServiceError(400, 'An event needs an id.')
  return id
}

/** 202 once the event is safe. 401 for a wrong signature, 400 for an event without an id, 413 for one too large.
 *
 * If this fails, the provider gets an error and calls again, as webhook providers do.
 */
export const handler = routes({
  'POST /webhook': async (request) => {
    const { body, headers } = request
    if (!(await isGenuine(body, headers[HEADER.toLowerCase()]))) {
      throw new ServiceError(401, 'The signature does not fit the body.')
    }
    if (Buffer.byteLength(body) > MOST_BYTES) throw new ServiceError(413, 'An event holds one megabyte at most.')
    const id = idOf(request)
    // The body goes on as it came, so that nothing is lost that the writer may want one day.
    await queue.send(new SendMessageCommand({ QueueUrl: setting('EVENTS_QUEUE_URL'), MessageBody: body }))
    logger.info('queued', { event: id })
    return answer(202, { id })
  },
})
