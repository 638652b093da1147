/** Receive log lines.
 *
 * Your own logic goes into `logic.ts`; its result goes on to what the design draws behind this function.
 */

import type { CloudWatchLogsEvent } from 'aws-lambda'

import { linesOf } from '#shared/loglines'
import { observed } from '#shared/observed'
import { handOn } from '#shared/targets'

import { handle } from './logic'
import targets from './targets.json'

/** What fails is tried again by Lambda and then kept. */
export const handler = observed(async (event: CloudWatchLogsEvent) => {
  for (const line of linesOf(event)) await handOn(targets, await handle(line))
})
