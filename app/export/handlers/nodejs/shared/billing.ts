/** Billing records, as those who bill publish them. */

import { isObject, isWhole } from './values'

export interface Billing {
  readonly billing: string
  readonly customer: string
  readonly cents: number
}

/** What a record says. Throws TypeError. */
export function billingOf(record: unknown): Billing {
  const { billing, customer, cents } = isObject(record) ? record : {}
  if (typeof billing === 'string' && typeof customer === 'string' && isWhole(cents)) return { billing, customer, cents }
  throw new TypeError('a billing record needs billing, customer and cents')
}
