/** Receive a topic's messages.
 *
 * Your own logic goes into `logic.ts`; its result goes on to what the design draws behind this function.
 */

import type { SNSEvent } from 'aws-lambda'

import { observed } from '#shared/observed'
import { handOn } from '#shared/targets'
import { jsonOrText } from '#shared/values'

import { handle } from './logic'
import targets from './targets.json'

/** What fails is tried again by Lambda and then kept. */
export const handler = observed(async (event: SNSEvent) => {
  for (const record of event.Records) await handOn(targets, await handle(jsonOrText(record.Sns.Message)))
})
