/** Be invoked: directly, as a step of a workflow, by an event bus, a schedule, an alarm, or with what failed elsewhere.
 *
 * Your own logic goes into `logic.ts`; its result goes on to what the design draws behind this function.
 */

import { observed } from '#shared/observed'
import { handOn } from '#shared/targets'
import { isObject } from '#shared/values'

import { handle } from './logic'
import targets from './targets.json'

/** The event itself, or what a bus brings in it. */
function messageOf(event: unknown): unknown {
  return isObject(event) && 'detail-type' in event && 'detail' in event ? event['detail'] : event
}

/** The result, and what the functions and workflows behind have answered, if it waited for any. */
export const handler = observed(async (event: unknown) => {
  const result = await handle(messageOf(event))
  const answers = await handOn(targets, result)
  return Object.keys(answers).length > 0 ? { result, answers } : result
})
