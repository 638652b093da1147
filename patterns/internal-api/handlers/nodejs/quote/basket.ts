/** What somebody wants to buy. */

import { isObject, isText, isWhole } from '#shared/values'

/** What one BatchGetItem takes (DynamoDB API Reference, BatchGetItem). */
const MOST_LINES = 100

/** The basket makes no sense; trying again won't help. */
export class BasketError extends Error {
  override readonly name = 'BasketError'
}

/** How many of each product. Throws BasketError. */
export function quantitiesIn(basket: unknown): Map<string, number> {
  if (!Array.isArray(basket) || basket.length < 1 || basket.length > MOST_LINES) {
    throw new BasketError(`basket: a list of 1 to ${MOST_LINES} lines`)
  }
  const wanted = new Map<string, number>()
  for (const [number, line] of basket.entries()) {
    const { product, quantity } = isObject(line) ? line : {}
    if (!isText(product)) throw new BasketError(`basket[${number}].product: its number`)
    if (!isWhole(quantity) || quantity < 1) throw new BasketError(`basket[${number}].quantity: one or more`)
    wanted.set(product, (wanted.get(product) ?? 0) + quantity)
  }
  return wanted
}
