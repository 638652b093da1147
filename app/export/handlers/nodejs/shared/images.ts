/** Items as a table's stream tells of them. */

import type { AttributeValue } from '@aws-sdk/client-dynamodb'
import { unmarshall } from '@aws-sdk/util-dynamodb'
import type { DynamoDBRecord } from 'aws-lambda'

export type Item = Readonly<Record<string, unknown>>

/** A change of an item. */
export interface Change {
  /** The item after the change, or the one that was removed. */
  readonly item: Item
  readonly removed: boolean
}

/** The change that a record tells of. Throws TypeError for one without an image. */
export function changeOf({ dynamodb, eventName }: DynamoDBRecord): Change {
  const removed = eventName === 'REMOVE'
  const image = removed ? (dynamodb?.OldImage ?? dynamodb?.Keys) : dynamodb?.NewImage
  if (image === undefined) throw new TypeError('no image')
  return { item: unmarshall(image as Record<string, AttributeValue>), removed }
}

/** The record's number in its stream, from which Lambda can go on. */
export function numberOf({ dynamodb }: DynamoDBRecord): string {
  return dynamodb?.SequenceNumber ?? ''
}
