/** Reserve stock for an order, once per order number: all lines or none.
 *
 * A step of the workflow. It gets the order and gives it back, so that the next step has it too.
 */

import { observed, logger } from '#shared/observed'
import { read, reserve } from '#shared/stock'

/** The order, reserved. Throws OutOfStockError, which no retry cures, so the workflow should not try again. */
export const handler = observed(async (event: Record<string, unknown>) => {
  const [order, lines] = read(event)
  const isNew = await reserve(order, lines)
  logger.info(isNew ? 'reserved' : 'reserved before', { order })
  return { ...event, reserved: true }
})
