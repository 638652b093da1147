/** Pay for a booking: charge the card, wait for the outcome and note it, once per idempotency key of the client. */

import { answer, type HttpEvent, jsonOf, router } from '#shared/http'
import { logger, observed } from '#shared/observed'
import * as payment from '#shared/payment'
import { idempotencyKey, visitorOf } from '#shared/visitor'

const respond = router({
  'POST /bookings/{number}/payment': async (request) => {
    const { number = '' } = request.parameters
    const outcome = await payment.pay(number, visitorOf(request), idempotencyKey(request), jsonOf(request))
    logger.info('paid', { booking: number })
    return answer(200, outcome)
  },
})

/** The outcome, or an error that says whether trying again makes sense. */
export const handler = observed(async (event: HttpEvent, context) => {
  payment.idempotency.registerLambdaContext(context)
  return respond(event)
})
