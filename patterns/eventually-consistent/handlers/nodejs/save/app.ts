/** Save an order with the time of its change, and nothing else. */

import { answer, jsonOf, routes, ServiceError } from '#shared/http'
import * as newest from '#shared/newest'
import { logger } from '#shared/observed'
import { setting } from '#shared/settings'
import { isObject, isText, isWhole } from '#shared/values'

/** One route, answered with the order as it was saved. The same order again is a change of it.
 *
 * Copies learn of the change from the table's stream, and this function knows nothing of them.
 */
export const handler = routes({
  'POST /orders': async (request) => {
    const body = jsonOf(request)
    const { order, customer, cents, state } = isObject(body) ? body : {}
    if (!isText(order) || !isText(customer) || !isWhole(cents) || cents < 0 || !isText(state)) {
      throw new ServiceError(400, 'An order needs order, customer, cents and state.')
    }
    const saved = await newest.put(setting('ORDERS_TABLE_NAME'), { order, customer, cents, state })
    logger.info('saved', { order, last_updated: saved.last_updated })
    return answer(200, saved)
  },
})
