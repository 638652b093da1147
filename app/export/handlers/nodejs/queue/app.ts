/** Work through a queue: what fails comes again, and only that; in a FIFO queue, with all of its group behind it.
 *
 * Your own logic goes into `logic.ts`; its result goes on to what the design draws behind this function.
 */

import type { SQSEvent } from 'aws-lambda'

import { observed } from '#shared/observed'
import { workThrough } from '#shared/ordered'
import { handOn } from '#shared/targets'
import { jsonOrText } from '#shared/values'

import { handle } from './logic'
import targets from './targets.json'

/** Name the messages to have again. */
export const handler = observed((event: SQSEvent) =>
  workThrough(event, async (body) => handOn(targets, await handle(jsonOrText(body)))),
)
