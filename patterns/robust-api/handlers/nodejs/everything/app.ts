/** The booking application with all its routes in one function: a lambdalith. */

import * as bookings from '#shared/bookings'
import { type Answer, answer, type HttpEvent, jsonOf, type Request, router } from '#shared/http'
import { observed } from '#shared/observed'
import * as payment from '#shared/payment'
import * as seats from '#shared/seats'
import { idempotencyKey, visitorOf } from '#shared/visitor'

const respond = router({
  'GET /bookings/{number}': show,
  'POST /bookings': book,
  'POST /bookings/{number}/payment': pay,
})

/** Every route of the API arrives here. */
export const handler = observed(async (event: HttpEvent, context) => {
  payment.idempotency.registerLambdaContext(context)
  return respond(event)
})

/** 404 for a booking that does not exist and for somebody else's alike. */
async function show(request: Request): Promise<Answer> {
  const { number = '' } = request.parameters
  return answer(200, bookings.shown(await bookings.find(number, visitorOf(request))))
}

/** 201 with the booking; the same again for the same Idempotency-Key. */
async function book(request: Request): Promise<Answer> {
  return answer(201, await seats.book(visitorOf(request), idempotencyKey(request), jsonOf(request)))
}

/** The outcome, or an error that says whether trying again makes sense. */
async function pay(request: Request): Promise<Answer> {
  const { number = '' } = request.parameters
  return answer(200, await payment.pay(number, visitorOf(request), idempotencyKey(request), jsonOf(request)))
}
