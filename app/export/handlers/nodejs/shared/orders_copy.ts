/** The copy of orders for reports: a row is written only if it is newer than the one that is there.
 *
 * `last_updated` decides, not the order of arrival, so that a change may come late, twice, or from a replay.
 */

import { DatabaseError } from 'pg'

import type { Statements } from './database'
import { isText, isWhole } from './values'

const UPSERT = `
  INSERT INTO orders ("order", customer, cents, state, last_updated, deleted)
  VALUES ($1, $2, $3, $4, $5, $6)
  ON CONFLICT ("order") DO UPDATE
     SET customer = excluded.customer, cents = excluded.cents, state = excluded.state,
         last_updated = excluded.last_updated, deleted = excluded.deleted
   WHERE orders.last_updated < excluded.last_updated
      OR (orders.last_updated = excluded.last_updated AND excluded.deleted AND NOT orders.deleted)
  RETURNING "order"
`
/** The classes of SQLSTATE that speak of the row and not of the database (PostgreSQL, "PostgreSQL Error Codes"). */
const BAD_DATA = /^2[23]/

/** A row that no retry can cure. */
export class BadRowError extends Error {
  override readonly name = 'BadRowError'
}

/** A row of the copy. */
export interface OrderRow {
  readonly order: string
  readonly customer: string
  readonly cents: number
  readonly state: string
  readonly last_updated: number
  readonly deleted: boolean
}

/** The row of an item. Throws BadRowError, which names the field. */
export function rowOf(item: Readonly<Record<string, unknown>>, deleted: boolean): OrderRow {
  const { order, customer, cents, state, last_updated } = item
  return {
    order: checked('order', order, isText),
    customer: checked('customer', customer, isText),
    cents: checked('cents', cents, isWhole),
    state: checked('state', state, isText),
    last_updated: checked('last_updated', last_updated, isWhole),
    deleted,
  }
}

function checked<Fine>(field: string, value: unknown, fits: (value: unknown) => value is Fine): Fine {
  if (!fits(value)) throw new BadRowError(`${field}: ${JSON.stringify(value) ?? 'missing'}`)
  return value
}

/** Write the row if it is newer; false if it is not. Throws BadRowError if the database can't hold it. */
export async function upsert(statements: Statements, row: OrderRow): Promise<boolean> {
  const { order, customer, cents, state, last_updated, deleted } = row
  try {
    return (await statements.run(UPSERT, order, customer, cents, state, last_updated, deleted)).length > 0
  } catch (error) {
    if (error instanceof DatabaseError && BAD_DATA.test(error.code ?? '')) {
      throw new BadRowError(error.message, { cause: error })
    }
    throw error
  }
}
