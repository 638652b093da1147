/** Subscription changes, applied so that order decides and a repetition does nothing. */

import { UpdateCommand } from '@aws-sdk/lib-dynamodb'

import { documents, written } from './documents'
import { isObject, isText, isWhole, jsonOrText } from './values'

/** The message is no change of a subscription; it will be no better the next time. */
export class ChangeError extends Error {
  override readonly name = 'ChangeError'
}

/** Write the change to a table if it is newer than what is there; false if it was not. Throws ChangeError. */
export async function apply(table: string, message: string): Promise<boolean> {
  const said = jsonOrText(message)
  const { subscription, change, plan } = isObject(said) ? said : {}
  if (!isText(subscription) || !isWhole(change) || typeof plan !== 'string') {
    throw new ChangeError('a change needs subscription, change and plan')
  }
  return written(
    documents.send(
      new UpdateCommand({
        TableName: table,
        Key: { subscription },
        UpdateExpression: 'SET #plan = :plan, last_change = :number',
        ConditionExpression: 'attribute_not_exists(last_change) OR last_change < :number',
        ExpressionAttributeNames: { '#plan': 'plan' },
        ExpressionAttributeValues: { ':plan': plan, ':number': change },
      }),
    ),
  )
}
