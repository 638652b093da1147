/** Count clicks per page and minute, and write one sum for each instead of one item per click.
 *
 * Lambda may hand over a batch again. The sums of a batch are written under a token made from its records, so that the
 * same batch counts once within ten minutes; one that was cut in half after an outage may count twice in part. Counting
 * exactly would cost a write per click.
 */

import { createHash } from 'node:crypto'

import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb'
import type { KinesisStreamBatchResponse, KinesisStreamEvent, KinesisStreamRecord } from 'aws-lambda'

import { documents } from '#shared/documents'
import { momentOf } from '#shared/moments'
import { observed, logger } from '#shared/observed'
import { setting } from '#shared/settings'
import { isObject, isText, jsonOrText } from '#shared/values'

/** What one transaction takes (DynamoDB API Reference, TransactWriteItems). */
const MOST_WRITES = 100
const KEPT_SECONDS = 7 * 86_400
const MINUTE = 60

/** Clicks by page and minute, which is counted in seconds since 1970. */
type Sums = Map<string, { page: string; minute: number; clicks: number }>

/** Count, and name the record that is no click: Lambda tries it again and then keeps it in the bucket. */
export const handler = observed(async (event: KinesisStreamEvent): Promise<KinesisStreamBatchResponse> => {
  const records = event.Records
  const { sums, clicks, bad } = count(records)
  if (sums.size > 0) await write(sums, `${records[0]?.eventID}-${clicks}`)
  logger.info('counted', { records: records.length, sums: sums.size })
  return { batchItemFailures: bad === undefined ? [] : [{ itemIdentifier: bad }] }
})

/** The sums up to the first record that is no click, and that record's number. */
function count(records: KinesisStreamRecord[]): { sums: Sums; clicks: number; bad?: string } {
  const sums: Sums = new Map()
  for (const [clicks, record] of records.entries()) {
    const place = placeOf(record)
    if (place === undefined) {
      const bad = record.kinesis.sequenceNumber
      logger.error('no click', { sequence_number: bad })
      return { sums, clicks, bad }
    }
    const key = JSON.stringify(place)
    sums.set(key, { ...place, clicks: (sums.get(key)?.clicks ?? 0) + 1 })
  }
  return { sums, clicks: records.length }
}

/** Page and minute of a click; undefined for what is no click. */
function placeOf(record: KinesisStreamRecord): { page: string; minute: number } | undefined {
  const click = jsonOrText(Buffer.from(record.kinesis.data, 'base64').toString())
  const { page, at } = isObject(click) ? click : {}
  const moment = momentOf(at)
  if (!isText(page) || page.length > 1024 || moment === undefined) return undefined
  const second = Math.floor(moment.getTime() / 1000)
  return { page, minute: second - (second % MINUTE) }
}

/** Write all sums; those of one transaction together. */
async function write(sums: Sums, batch: string): Promise<void> {
  const writes = [...sums.values()].map((sum) => ({
    Update: {
      TableName: setting('TOTALS_TABLE_NAME'),
      // 2026-11-23T10:15Z
      Key: { page: sum.page, minute: `${new Date(sum.minute * 1000).toISOString().slice(0, 16)}Z` },
      UpdateExpression: 'ADD clicks :clicks SET expires = :expires',
      ExpressionAttributeValues: { ':clicks': sum.clicks, ':expires': sum.minute + KEPT_SECONDS },
    },
  }))
  for (let start = 0; start < writes.length; start += MOST_WRITES) {
    const token = createHash('sha256').update(`${batch}:${start}`).digest('hex').slice(0, 36)
    await documents.send(
      new TransactWriteCommand({
        TransactItems: writes.slice(start, start + MOST_WRITES),
        ClientRequestToken: token,
      }),
    )
  }
}
