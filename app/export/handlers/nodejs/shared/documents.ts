/** DynamoDB with plain values: numbers, strings, lists and objects instead of `{ N: "1" }`. */

import { ConditionalCheckFailedException, DynamoDBClient, TransactionCanceledException } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'

import { connect } from './clients'

export const documents = DynamoDBDocumentClient.from(connect(DynamoDBClient), {
  marshallOptions: { removeUndefinedValues: true },
})

/** Whether a write was made that has a condition; false if that did not hold. Throws what else was wrong. */
export async function written(write: Promise<unknown>): Promise<boolean> {
  try {
    await write
    return true
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false
    throw error
  }
}

/** Which writes of a cancelled transaction were stopped by their own conditions, in order; none for any other error. */
export function failedConditions(error: unknown): boolean[] {
  const reasons = error instanceof TransactionCanceledException ? (error.CancellationReasons ?? []) : []
  return reasons.map(({ Code }) => Code === 'ConditionalCheckFailed')
}
