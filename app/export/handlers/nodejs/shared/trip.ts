/** A trip as the saga hands it from step to step. */

import { isObject, isText } from './values'

/** The trip's number, by which every service knows its booking. Throws TypeError.
 *
 * A step that runs because another has failed gets `{"input": the trip, "error": what happened}`.
 */
export function tripOf(event: Record<string, unknown>): string {
  const { trip } = isObject(event['input']) ? event['input'] : event
  if (!isText(trip)) throw new TypeError('trip: its number')
  return trip
}
