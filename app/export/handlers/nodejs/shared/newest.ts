/** Writing an item with the time of its change, so that every copy of it can tell which of two is newer. */

import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb'
import { PutCommand } from '@aws-sdk/lib-dynamodb'

import { documents } from './documents'

const TRIES = 5

/** Others keep changing the same item. */
export class BusyError extends Error {
  override readonly name = 'BusyError'
}

/** Write the item, and give it back with `last_updated`, in milliseconds, which grows with every change of an item.
 *
 * Clocks of two instances can differ, so the time is at least one more than that of the item before.
 */
export async function put<Item extends object>(
  table: string,
  item: Item,
  tries = TRIES,
): Promise<Item & { last_updated: number }> {
  let now = Date.now()
  for (let left = tries; left > 0; left -= 1) {
    const stamped = { ...item, last_updated: now }
    const before = await writeIfNewer(table, stamped, now)
    if (before === undefined) return stamped
    now = before + 1
  }
  throw new BusyError('try again')
}

/** Undefined if it was written, else the time of the item that is there. */
async function writeIfNewer(table: string, item: object, now: number): Promise<number | undefined> {
  try {
    await documents.send(
      new PutCommand({
        TableName: table,
        Item: { ...item },
        ConditionExpression: 'attribute_not_exists(last_updated) OR last_updated < :now',
        ExpressionAttributeValues: { ':now': now },
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      }),
    )
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error
    return Number(error.Item?.['last_updated']?.N ?? now)
  }
  return undefined
}
