/** Read declined payments out of log lines, and put one event for each on the bus. */

import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge'
import type { CloudWatchLogsEvent } from 'aws-lambda'

import { connect } from '#shared/clients'
import { type Notice, notices } from '#shared/declines'
import { observed, logger } from '#shared/observed'
import { setting } from '#shared/settings'

/** What PutEvents takes (EventBridge API Reference). */
const PER_CALL = 10

const bus = connect(EventBridgeClient, 5)

/** Some events were refused; all are published again, and subscribers know them by their ids. */
export class NotPublishedError extends Error {
  override readonly name = 'NotPublishedError'
}

/** That is where this service's work ends. */
export const handler = observed(async (event: CloudWatchLogsEvent) => {
  const found = notices(event)
  for (let start = 0; start < found.length; start += PER_CALL) await publish(found.slice(start, start + PER_CALL))
  logger.info('published', { events: found.length })
  return { published: found.length }
})

/** Put up to ten events on the bus. Throws NotPublishedError: single entries can fail in a call that succeeds. */
async function publish(batch: Notice[]): Promise<void> {
  const entries = batch.map((notice) => ({
    EventBusName: setting('EVENTS_EVENT_BUS_NAME'),
    Source: setting('EVENTS_EVENT_SOURCE'),
    DetailType: 'PaymentDeclined',
    Detail: JSON.stringify(notice),
  }))
  const answer = await bus.send(new PutEventsCommand({ Entries: entries }))
  if (!answer.FailedEntryCount) return
  const refused = batch.filter((_, index) => answer.Entries?.[index]?.ErrorCode)
  throw new NotPublishedError(refused.map((notice) => notice.id).join(', '))
}
