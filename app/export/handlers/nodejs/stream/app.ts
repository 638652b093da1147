/** Follow a stream, of Kinesis or of a table, in order: at the first failure, Lambda goes on from there.
 *
 * Your own logic goes into `logic.ts`; its result goes on to what the design draws behind this function.
 */

import type { DynamoDBRecord, DynamoDBStreamEvent, KinesisStreamEvent } from 'aws-lambda'

import { observed } from '#shared/observed'
import { type BatchAnswer, inOrder, workThrough } from '#shared/ordered'
import { handOn } from '#shared/targets'
import { jsonOrText } from '#shared/values'

import { handle } from './logic'
import targets from './targets.json'

/** Name the record to go on from. */
export const handler = observed(async (event: KinesisStreamEvent | DynamoDBStreamEvent): Promise<BatchAnswer> => {
  if (ofTable(event)) {
    return inOrder(event.Records, numberOf, async ({ eventName, dynamodb }) =>
      handOn(targets, await handle({ event: eventName, ...dynamodb })),
    )
  }
  return workThrough(event, async (data) => handOn(targets, await handle(jsonOrText(data))))
})

function ofTable(event: KinesisStreamEvent | DynamoDBStreamEvent): event is DynamoDBStreamEvent {
  return event.Records[0]?.eventSource === 'aws:dynamodb'
}

function numberOf(record: DynamoDBRecord): string {
  return record.dynamodb?.SequenceNumber ?? ''
}
