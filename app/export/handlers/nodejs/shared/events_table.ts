/** Provider events in PostgreSQL, each written once however often it is delivered. */

import type { Statements } from './database'
import { isObject, isText } from './values'

const INSERT = `
  INSERT INTO events (id, type, payload)
  VALUES ($1, $2, CAST($3 AS jsonb))
  ON CONFLICT (id) DO NOTHING
  RETURNING id
`

/** Write the event under the provider's own id; false if it was there before. Throws if the event has no id. */
export async function insert(statements: Statements, payload: string): Promise<boolean> {
  const event: unknown = JSON.parse(payload)
  const { id, type = 'unknown' } = isObject(event) ? event : {}
  if (!isText(id)) throw new TypeError('the event has no id')
  return (await statements.run(INSERT, id, String(type), payload)).length > 0
}
