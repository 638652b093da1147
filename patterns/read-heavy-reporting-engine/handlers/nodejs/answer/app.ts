/** Answer a report: from the cache if it is there, from the database only if it is not, and kept for the next reader.
 *
 * The function talks to both; cache and database know nothing of each other. A connection is opened on a miss only.
 */

import { Cache, CacheError } from '#shared/cache'
import { Database } from '#shared/database'
import { answer, routes, ServiceError } from '#shared/http'
import { logger } from '#shared/observed'
import { keyOf } from '#shared/reports'

import { type Answered, CacheAside } from './aside'

interface Line {
  readonly product: string
  readonly value: number
}

const SHOP = /^[A-Za-z0-9_-]{1,40}$/
const DAY = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/
const QUERIES = new Map([
  [
    'revenue',
    'SELECT product, sum(cents) AS value FROM sales WHERE shop = $1 AND day = CAST($2 AS date) GROUP BY product',
  ],
  [
    'quantities',
    'SELECT product, count(*) AS value FROM sales WHERE shop = $1 AND day = CAST($2 AS date) GROUP BY product',
  ],
])

const cache = new Cache('REPORTS')
export const sales = new Database('SALES', { timeout: 12, reader: true })
const aside = new CacheAside<Line[]>(cache, { fresh: Number(process.env['REPORTS_CACHE_TTL_SECONDS'] ?? 300) })

/** The report of a shop's day, with the header X-Cache. 503 if neither cache nor database has it. */
export const handler = routes({
  'GET /reports/{report}': async ({ parameters: { report = '' }, query: { shop = '', day = '' } }) => {
    const sql = QUERIES.get(report)
    if (sql === undefined) throw new ServiceError(404, 'No such report.')
    if (!SHOP.test(shop) || !isDay(day)) throw new ServiceError(400, 'A report needs shop and day, such as 2026-11-23.')
    const { value: lines, source } = await cached(report, shop, day, () => ask(sql, shop, day))
    logger.info('answered', { report, source })
    return answer(200, { report, shop, day, lines }, { 'X-Cache': source })
  },
})

function isDay(day: string): boolean {
  // A day that does not exist, such as the 31st of June, becomes another or none.
  const time = DAY.test(day) ? Date.parse(`${day}T00:00:00Z`) : NaN
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day)
}

/** The report and where it came from. */
async function cached(
  report: string,
  shop: string,
  day: string,
  build: () => Promise<Line[]>,
): Promise<Answered<Line[]>> {
  let key: string
  try {
    key = await keyOf(cache, report, shop, day)
  } catch (error) {
    if (!(error instanceof CacheError)) throw error
    logger.warn('the cache does not answer', { error })
    return { value: await build(), source: 'bypass' }
  }
  return aside.get(key, build)
}

/** Ask the database. Throws ServiceError 503. */
async function ask(sql: string, shop: string, day: string): Promise<Line[]> {
  try {
    const rows = await sales.transaction((statements) => statements.run(sql, shop, day))
    const lines = rows.map(({ product, value }) => ({ product: String(product), value: Number(value) }))
    return lines.sort((one, other) => (one.product < other.product ? -1 : 1))
  } catch (error) {
    logger.error('no report', { error: error as Error })
    throw new ServiceError(503, 'Try again in a moment.')
  }
}
