/** Ping the carrier once a minute: ask for one real rate, and write down what comes of it.
 *
 * Callers open the circuit; the pinger closes it after two good answers in a row, and prolongs the open state while the
 * carrier is down. A ping that finds it down has done its work and is no failure.
 */

import { logger, observed } from '#shared/observed'
import { ask } from '#shared/quotes'
import { RefusedError, RemoteError } from '#shared/remote'

import { Pings } from './table_pings'

/** A health page can be green while rates fail, so this is a request that customers make. */
const PROBE = { postcode: '10115', grams: 1000 }

const pings = new Pings('carrier')

/** Whether the carrier answers a real question with at least one rate. */
async function isWell(): Promise<boolean> {
  try {
    const rates = await ask(PROBE)
    return Array.isArray(rates) && rates.length > 0
  } catch (error) {
    if (!(error instanceof RemoteError || error instanceof RefusedError)) throw error
    logger.warn('still down', { reason: `${error.name}: ${error.message}` })
    return false
  }
}

/** What the carrier said, and whether that closed the circuit. */
export const handler = observed(async (_event: unknown) => {
  const well = await isWell()
  const changed = well ? await pings.good() : await pings.bad()
  const closed = well && changed
  if (closed) logger.info('circuit closed')
  return { well, closed }
})
