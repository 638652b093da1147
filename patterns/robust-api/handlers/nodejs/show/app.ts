/** Show a booking to the visitor whose it is. A look-up that may read the table and nothing else. */

import { find, shown } from '#shared/bookings'
import { answer, routes } from '#shared/http'
import { visitorOf } from '#shared/visitor'

/** 404 for a booking that does not exist and for somebody else's alike. */
export const handler = routes({
  'GET /bookings/{number}': async (request) => {
    const { number = '' } = request.parameters
    return answer(200, shown(await find(number, visitorOf(request))))
  },
})
