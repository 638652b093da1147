/** Apply changes of subscriptions in order; at one that fails, stop with that subscription and give back the rest.
 *
 * Works behind a FIFO queue, where the message group is the subscription, and behind a stream.
 */

import type { KinesisStreamEvent, SQSEvent } from 'aws-lambda'

import { apply } from '#shared/changes'
import { logger, observed } from '#shared/observed'
import { workThrough } from '#shared/ordered'
import { setting } from '#shared/settings'

/** Name the changes to have again. */
export const handler = observed((event: SQSEvent | KinesisStreamEvent) => workThrough(event, applyOne))

/** Apply one change, once. */
async function applyOne(change: string): Promise<void> {
  if (!(await apply(setting('STATE_TABLE_NAME'), change))) logger.info('not newer', { change })
}
