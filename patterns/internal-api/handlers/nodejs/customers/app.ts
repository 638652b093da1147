/** The only code that knows the customers' schema: look up, find and correct, for services that own no table.
 *
 * Invoked with `{"action": "look_up", "customer": 7}`, `{"action": "find", "email": …}` or
 * `{"action": "correct", "customer": 7, "changes": {"name": …}}`.
 */

import { Database, type Row } from '#shared/database'
import { logger, observed } from '#shared/observed'
import { isObject, isWhole } from '#shared/values'

const CORRECTIONS = new Map([
  ['name', 'UPDATE customers SET name = $1 WHERE customer = $2'],
  ['email', 'UPDATE customers SET email = $1 WHERE customer = $2'],
  ['city', 'UPDATE customers SET city = $1 WHERE customer = $2'],
])
const CORRECTABLE = `changes: any of ${[...CORRECTIONS.keys()].join(', ')}`
const LOOK_UP = 'SELECT customer, name, email, city FROM customers WHERE customer = $1'
const FIND = `
  SELECT customer, name, email, city FROM customers WHERE lower(email) = lower($1) ORDER BY customer LIMIT 20
`

export const database = new Database('POOL', { timeout: 4 })

/** The caller asked for something that does not exist. */
export class RequestError extends Error {
  override readonly name = 'RequestError'
}

/** There is no such customer. */
export class UnknownCustomerError extends Error {
  override readonly name = 'UnknownCustomerError'
}

/** One customer. Throws UnknownCustomerError. */
async function lookUp(customer: number): Promise<Row> {
  const [row] = await database.transaction((statements) => statements.run(LOOK_UP, customer))
  if (row === undefined) throw new UnknownCustomerError(String(customer))
  return row
}

/** Everybody with this address, twenty at most. */
async function find(email: string): Promise<{ customers: Row[] }> {
  return { customers: await database.transaction((statements) => statements.run(FIND, email)) }
}

/** Change all of it or nothing. Throws RequestError for a field that can't be corrected. */
async function correct(customer: number, changes: Readonly<Record<string, unknown>>): Promise<Row> {
  const updates = Object.entries(changes).map(([field, value]) => ({ sql: updateOf(field), value: String(value) }))
  if (updates.length === 0) throw new RequestError(CORRECTABLE)
  await database.transaction(async (statements) => {
    for (const { sql, value } of updates) await statements.run(sql, value, customer)
  })
  logger.info('corrected', { customer, fields: Object.keys(changes).sort() })
  return lookUp(customer)
}

function updateOf(field: string): string {
  const sql = CORRECTIONS.get(field)
  if (sql === undefined) throw new RequestError(CORRECTABLE)
  return sql
}

/** Errors end at the caller, as FunctionError; a correction that failed was not made. */
export const handler = observed(async (event: unknown): Promise<unknown> => {
  const { action, changes, customer, email } = isObject(event) ? event : {}
  if (action === 'look_up' && isWhole(customer)) return lookUp(customer)
  if (action === 'find' && typeof email === 'string') return find(email)
  if (action === 'correct' && isWhole(customer) && isObject(changes)) return correct(customer, changes)
  throw new RequestError(
    'action: look_up with a customer, find with an email, or correct with a customer and changes',
  )
})
