/** Make one offer out of the score and the rate, which were asked for in parallel. */

import { observed } from '#shared/observed'
import { isObject, isWhole } from '#shared/values'

const LEAST_SCORE = 400
const PENALTY_BELOW = 700
const PENALTY_BASIS_POINTS = 150

/** The offer, or why there is none. Throws TypeError if a branch brought nothing. */
export const handler = observed(async (event: Record<string, unknown>) => {
  const { cents, months, score, basis_points: points } = joined(event)
  if (!isWhole(cents) || !isWhole(months) || !isWhole(score) || !isWhole(points) || months <= 0) {
    throw new TypeError('an offer needs cents, months, score and basis_points')
  }
  if (score < LEAST_SCORE) return { offered: false, reason: 'score' }
  const yearly = points + (score < PENALTY_BELOW ? PENALTY_BASIS_POINTS : 0)
  // Whole cents, rounded up; no floating point near money.
  const interest = roundedUp(BigInt(cents) * BigInt(yearly) * BigInt(months), 12n * 10_000n)
  return {
    offered: true,
    basis_points: yearly,
    monthly_cents: Number(roundedUp(BigInt(cents) + interest, BigInt(months))),
  }
})

/** What the branches found, as one: their workflow hands on the output of each under its step's name. */
function joined(event: Record<string, unknown>): Record<string, unknown> {
  return Object.assign({}, ...Object.entries(event).map(([name, part]) => (isObject(part) ? part : { [name]: part })))
}

function roundedUp(dividend: bigint, divisor: bigint): bigint {
  return (dividend + divisor - 1n) / divisor
}
