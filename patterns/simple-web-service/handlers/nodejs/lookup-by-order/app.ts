/** Answer with all parcels of an order, from a relational database behind a pool of connections. */

import { Database, NoConnectionError, type Row } from '#shared/database'
import { answer, routes, ServiceError } from '#shared/http'
import { logger } from '#shared/observed'

const NUMBER = /^[A-Za-z0-9-]{1,40}$/
const QUERY = `
  SELECT parcel_number AS number, status, place
    FROM parcels
   WHERE order_number = $1
   ORDER BY parcel_number
`

// Longer than the proxy makes a caller wait for a connection, shorter than the function's own timeout.
export const database = new Database('POOL', { timeout: 7 })

async function parcelsOf(order: string): Promise<Row[]> {
  try {
    return await database.transaction((statements) => statements.run(QUERY, order))
  } catch (error) {
    if (!(error instanceof NoConnectionError)) throw error
    logger.error('no connection', error)
    throw new ServiceError(503, 'Try again in a moment.')
  }
}

/** The parcels of an order; 404 if it has none, 503 if the pool has no connection to lend. */
export const handler = routes({
  'GET /orders/{order}/parcels': async ({ parameters: { order = '' } }) => {
    if (!NUMBER.test(order)) {
      throw new ServiceError(400, 'An order number has at most 40 letters, digits and dashes.')
    }
    const parcels = await parcelsOf(order)
    if (parcels.length === 0) throw new ServiceError(404, 'No parcels for this order.')
    return answer(200, { order, parcels })
  },
})
