/** Working through records in order: at the first that fails, stop with its group and ask for the rest again.
 *
 * Sources: Lambda Developer Guide, "Reporting batch item failures for Lambda functions with Amazon SQS triggers" (for FIFO
 * queues: stop after the first failure and return all failed and unprocessed messages) and the same for Kinesis and
 * DynamoDB (Lambda goes on from the lowest number returned).
 */

import type { KinesisStreamEvent, KinesisStreamRecord, SQSEvent, SQSRecord } from 'aws-lambda'

import { unwrapped } from './envelope'
import { logger } from './observed'

/** What Lambda wants to know: which records it shall bring again. */
export interface BatchAnswer {
  batchItemFailures: { itemIdentifier: string }[]
}

type Work = (message: string) => unknown

/** Do the work for each record in order, and return what Lambda wants to know of those that failed. */
export async function workThrough(event: SQSEvent | KinesisStreamEvent, work: Work): Promise<BatchAnswer> {
  return ofStream(event) ? stream(event.Records, work) : queue(event.Records, work)
}

function ofStream(event: SQSEvent | KinesisStreamEvent): event is KinesisStreamEvent {
  return event.Records[0]?.eventSource === 'aws:kinesis'
}

async function queue(records: readonly SQSRecord[], work: Work): Promise<BatchAnswer> {
  const held = new Set<string>()
  const again: string[] = []
  for (const record of records) {
    // In a standard queue a group is no more than a hint (fair queues), and every message stands for itself.
    const fifo = record.eventSourceARN.endsWith('.fifo')
    const group = fifo ? (record.attributes.MessageGroupId ?? '') : record.messageId
    if (!held.has(group)) {
      try {
        await work(unwrapped(record.body))
        continue
      } catch (error) {
        logger.error('failed; its group waits', { group, messageId: record.messageId, error: error as Error })
        held.add(group)
      }
    }
    again.push(record.messageId)
  }
  return { batchItemFailures: again.map((itemIdentifier) => ({ itemIdentifier })) }
}

/** Do the work for each record in order, up to the first that fails: Lambda goes on from there. */
export async function inOrder<Item>(
  records: readonly Item[],
  numberOf: (record: Item) => string,
  work: (record: Item) => unknown,
): Promise<BatchAnswer> {
  for (const record of records) {
    try {
      await work(record)
    } catch (error) {
      const itemIdentifier = numberOf(record)
      logger.error('failed; the stream waits', { sequenceNumber: itemIdentifier, error: error as Error })
      return { batchItemFailures: [{ itemIdentifier }] }
    }
  }
  return { batchItemFailures: [] }
}

function stream(records: readonly KinesisStreamRecord[], work: Work): Promise<BatchAnswer> {
  return inOrder(
    records,
    ({ kinesis }) => kinesis.sequenceNumber,
    ({ kinesis }) => work(Buffer.from(kinesis.data, 'base64').toString()),
  )
}
