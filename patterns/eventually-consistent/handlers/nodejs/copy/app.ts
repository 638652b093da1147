/** Follow the orders' stream and copy what is newer; set aside what no retry can cure, and stop at an outage.
 *
 * An outage and a bad record are told apart: during an outage the stream waits and keeps the order; a bad record goes
 * to a queue, so that it holds up nobody.
 */

import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
import type { DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda'

import { connect } from '#shared/clients'
import { Database } from '#shared/database'
import { changeOf, numberOf } from '#shared/images'
import { logger, observed } from '#shared/observed'
import { inOrder } from '#shared/ordered'
import { BadRowError, type OrderRow, rowOf, upsert } from '#shared/orders_copy'
import { setting } from '#shared/settings'

export const reporting = new Database('REPORTING')
const queue = connect(SQSClient)

/** In order. At an outage, name the record to go on from; Lambda tries until it works or the record is too old. */
export const handler = observed((event: DynamoDBStreamEvent) =>
  inOrder(event.Records, numberOf, async (record) => {
    try {
      await copy(read(record))
    } catch (error) {
      if (!(error instanceof BadRowError)) throw error
      await setAside(record, error)
    }
  }),
)

/** The row that a record tells of. Throws BadRowError. */
function read(record: DynamoDBRecord): OrderRow {
  try {
    const { item, removed } = changeOf(record)
    return rowOf(item, removed)
  } catch (error) {
    throw error instanceof BadRowError ? error : new BadRowError(String(error), { cause: error })
  }
}

/** Copy one change. Throws BadRowError for a row that the database can't hold, anything else for an outage. */
async function copy(row: OrderRow): Promise<void> {
  const isNew = await reporting.transaction((statements) => upsert(statements, row))
  logger.info(isNew ? 'copied' : 'not newer', { order: row.order, last_updated: row.last_updated })
}

/** Put a bad record on the queue, as it is and with the reason. */
async function setAside(record: DynamoDBRecord, { message: reason }: BadRowError): Promise<void> {
  logger.error('set aside', { reason, event_id: record.eventID })
  const body = JSON.stringify({ reason, record })
  await queue.send(new SendMessageCommand({ QueueUrl: setting('FAILED_QUEUE_URL'), MessageBody: body }))
}
