/** Put an order's goods back and mark it as cancelled: what undoes the reservation when the payment has failed.
 *
 * Harmless if there is nothing to undo, and it undoes once however often it runs.
 */

import { observed, logger } from '#shared/observed'
import { orderOf, release } from '#shared/stock'

/** The order, cancelled. */
export const handler = observed(async (event: Record<string, unknown>) => {
  const order = orderOf(event)
  const isNew = await release(order)
  logger.info(isNew ? 'released' : 'nothing to release', { order })
  return { ...event, cancelled: true }
})
