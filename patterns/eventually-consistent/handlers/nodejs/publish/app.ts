/** Turn changes of rows into events that others understand, in order, and stop at the first that can't be published. */

import { EventBridgeClient, PutEventsCommand, type PutEventsRequestEntry } from '@aws-sdk/client-eventbridge'
import type { DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda'

import { connect } from '#shared/clients'
import { changeOf, numberOf } from '#shared/images'
import { logger, observed } from '#shared/observed'
import type { BatchAnswer } from '#shared/ordered'
import { setting } from '#shared/settings'
import { toJson } from '#shared/values'

/** What PutEvents takes (EventBridge API Reference). */
const PER_CALL = 10

const bus = connect(EventBridgeClient, 5)

/** Name the change to go on from; what follows it may be published twice, and subscribers compare versions. */
export const handler = observed(async ({ Records: records }: DynamoDBStreamEvent): Promise<BatchAnswer> => {
  for (let start = 0; start < records.length; start += PER_CALL) {
    const batch = records.slice(start, start + PER_CALL)
    const refused = await publish(batch)
    if (refused !== undefined) return { batchItemFailures: [{ itemIdentifier: numberOf(refused) }] }
  }
  return { batchItemFailures: [] }
})

/** Publish up to ten changes; the first that was refused, if any was. A call that succeeds may hold some. */
async function publish(batch: readonly DynamoDBRecord[]): Promise<DynamoDBRecord | undefined> {
  try {
    const { Entries = [], FailedEntryCount } = await bus.send(new PutEventsCommand({ Entries: batch.map(entryOf) }))
    if (!FailedEntryCount) return undefined
    logger.error('refused', { reasons: [...new Set(Entries.flatMap(({ ErrorCode }) => ErrorCode ?? []))].sort() })
    return batch.find((_, index) => Entries[index]?.ErrorCode)
  } catch (error) {
    logger.error('the stream waits', error as Error)
    return batch[0]
  }
}

/** The event of a change. `last_updated` goes along, since a bus does not keep the order. */
function entryOf(record: DynamoDBRecord): PutEventsRequestEntry {
  const { item, removed } = changeOf(record)
  return {
    EventBusName: setting('EVENTS_EVENT_BUS_NAME'),
    Source: setting('EVENTS_EVENT_SOURCE'),
    DetailType: record.eventName === 'INSERT' ? 'OrderPlaced' : 'OrderChanged',
    Detail: toJson({ ...item, ...(removed && { deleted: true }) }),
  }
}
