/** Cancel a trip's flight: undoes the first step of the saga. Harmless if there is nothing to cancel. */

import { ask } from '#shared/functions'
import { observed, logger } from '#shared/observed'
import { tripOf } from '#shared/trip'

/** The trip, without a flight. The trip's number makes a second cancellation the same as the first. */
export const handler = observed(async (event: Record<string, unknown>) => {
  const trip = tripOf(event)
  await ask('FLIGHTS', { action: 'cancel', trip })
  logger.info('flight cancelled', { trip })
  return { ...event, flight: 'cancelled' }
})
