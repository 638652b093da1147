/** Book seats: hold them all or none, and have a confirmation sent without waiting for it. */

import { answer, jsonOf, routes } from '#shared/http'
import { logger } from '#shared/observed'
import * as seats from '#shared/seats'
import { idempotencyKey, visitorOf } from '#shared/visitor'

/** 201 with the booking; the same again for the same Idempotency-Key. 409 if a seat is taken. */
export const handler = routes({
  'POST /bookings': async (request) => {
    const booking = await seats.book(visitorOf(request), idempotencyKey(request), jsonOf(request))
    logger.info('held', { booking: booking['booking'] })
    return answer(201, booking)
  },
})
