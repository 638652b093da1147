/** Claims, however they reach a task: straight from the router or a workflow, by an event bus, or by a topic. */

import { PutCommand } from '@aws-sdk/lib-dynamodb'

import { documents, written } from './documents'
import { isObject, isText } from './values'

/** A claim: its number, and whatever its kind needs. */
export type Claim = Record<string, unknown> & { claim: string }

/** What came is no claim that this task can handle; its failure target keeps it for a person. */
export class ClaimError extends Error {
  override readonly name = 'ClaimError'
}

/** The claims in an event. Throws ClaimError for one without a number. */
export function claimsOf(event: Record<string, unknown>): Claim[] {
  const found: unknown[] = Array.isArray(event['Records'])
    ? event['Records'].map((record: { Sns: { Message: string } }) => JSON.parse(record.Sns.Message))
    : ['detail' in event ? event['detail'] : event]
  if (!found.every(isClaim)) throw new ClaimError('claim: its number')
  return found
}

/** The fields that this kind of claim is handled by. Throws ClaimError, which names the one that is missing. */
export function needed(claim: Claim, fields: readonly string[]): Record<string, string> {
  const facts: Record<string, string> = {}
  for (const field of fields) {
    const fact = claim[field]
    if (!isText(fact)) throw new ClaimError(`${field}: needed for claim ${claim.claim}`)
    facts[field] = fact
  }
  return facts
}

/** Open the claim under its number in a table; false if a run before has done so. */
export async function openOnce(table: string, claim: Claim, facts: Record<string, string>): Promise<boolean> {
  return written(
    documents.send(
      new PutCommand({
        TableName: table,
        Item: { claim: claim.claim, state: 'open', ...facts },
        ConditionExpression: 'attribute_not_exists(claim)',
      }),
    ),
  )
}

function isClaim(value: unknown): value is Claim {
  return isObject(value) && isText(value['claim'])
}
