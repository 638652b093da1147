/** Book entries from a queue into the ledger, each once; what fails goes back to the queue, and only that. */

import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch'
import type { SQSEvent, SQSRecord } from 'aws-lambda'

import { Database } from '#shared/database'
import { unwrapped } from '#shared/envelope'
import { logger, observed } from '#shared/observed'
import { isObject, isText, isWhole } from '#shared/values'

const INSERT = `
  INSERT INTO entries (entry, account, cents, text)
  VALUES ($1, $2, $3, $4)
  ON CONFLICT (entry) DO NOTHING
  RETURNING entry
`

const processor = new BatchProcessor(EventType.SQS)
// A database of its own, or a proxy before it, which lends a connection for each transaction.
export const ledger = new Database('LEDGER', { timeout: 12 })

/** The message is no entry; after its tries it waits in the dead-letter queue. */
class EntryError extends Error {
  override readonly name = 'EntryError'
}

interface Entry {
  readonly entry: string
  readonly account: string
  readonly cents: number
  readonly text: string
}

/** The entry in a message. Throws EntryError. */
function read(message: string): Entry {
  const said: unknown = JSON.parse(message)
  const { entry, account, cents, text = '' } = isObject(said) ? said : {}
  if (!isText(entry) || !isText(account) || !isWhole(cents)) {
    throw new EntryError('an entry needs entry, account and cents')
  }
  return { entry, account, cents, text: String(text) }
}

/** Book one entry in a transaction of its own. */
async function book({ body }: SQSRecord): Promise<void> {
  const { entry, account, cents, text } = read(unwrapped(body))
  const rows = await ledger.transaction((statements) => statements.run(INSERT, entry, account, cents, text))
  logger.info(rows.length > 0 ? 'booked' : 'booked before', { entry })
}

/** Name the messages that failed. */
export const handler = observed((event: SQSEvent, context) =>
  processPartialResponse(event, book, processor, { context, processInParallel: false }),
)
