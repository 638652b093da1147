/** The prices of products, in a table of their own. */

import { BatchGetCommand, type BatchGetCommandInput, type BatchGetCommandOutput } from '@aws-sdk/lib-dynamodb'

import { documents } from '#shared/documents'
import { setting } from '#shared/settings'

/** A product that has no price. */
export class UnknownProductError extends Error {
  override readonly name = 'UnknownProductError'
}

/** The price of each product in cents. Throws UnknownProductError if any has none. */
export async function pricesOf(products: readonly string[]): Promise<Map<string, number>> {
  const table = setting('PRICES_TABLE_NAME')
  const found = new Map<string, number>()
  let asked: BatchGetCommandInput['RequestItems'] = { [table]: { Keys: products.map((product) => ({ product })) } }
  while (asked !== undefined && Object.keys(asked).length > 0) {
    const answer: BatchGetCommandOutput = await documents.send(new BatchGetCommand({ RequestItems: asked }))
    for (const item of answer.Responses?.[table] ?? []) found.set(String(item['product']), Number(item['cents']))
    // DynamoDB may answer in parts; what is left is asked for again until the function's timeout.
    asked = answer.UnprocessedKeys
  }
  const missing = products.filter((product) => !found.has(product)).sort()
  if (missing.length > 0) throw new UnknownProductError(`no price for ${missing.join(', ')}`)
  return found
}
