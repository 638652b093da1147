/** Cancel a trip's room: undoes the second step of the saga. Harmless if there is nothing to cancel. */

import { ask } from '#shared/functions'
import { observed, logger } from '#shared/observed'
import { tripOf } from '#shared/trip'

/** The trip, without a room. The trip's number makes a second cancellation the same as the first. */
export const handler = observed(async (event: Record<string, unknown>) => {
  const trip = tripOf(event)
  await ask('HOTELS', { action: 'cancel', trip })
  logger.info('room cancelled', { trip })
  return { ...event, room: 'cancelled' }
})
