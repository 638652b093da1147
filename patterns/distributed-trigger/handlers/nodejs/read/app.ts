/** Read declined payments out of log lines, and publish one notice for each on the service's own topic.
 *
 * Lines come packed, several at once. Never let this function write into the log group that triggers it.
 */

import { PublishBatchCommand, SNSClient } from '@aws-sdk/client-sns'
import type { CloudWatchLogsEvent } from 'aws-lambda'

import { connect } from '#shared/clients'
import { type Notice, notices } from '#shared/declines'
import { observed, logger } from '#shared/observed'
import { setting } from '#shared/settings'

/** What PublishBatch takes (Amazon SNS API Reference). */
const PER_CALL = 10

const topic = connect(SNSClient, 5)

/** Some notices were refused; all are published again, and subscribers know them by their ids. */
export class NotPublishedError extends Error {
  override readonly name = 'NotPublishedError'
}

/** That is where this service's work ends. */
export const handler = observed(async (event: CloudWatchLogsEvent) => {
  const found = notices(event)
  for (let start = 0; start < found.length; start += PER_CALL) await publish(found.slice(start, start + PER_CALL))
  logger.info('published', { notices: found.length })
  return { published: found.length }
})

/** Publish up to ten notices. Throws NotPublishedError: a batch can fail in part and still answer 200. */
async function publish(batch: Notice[]): Promise<void> {
  const entries = batch.map((notice, index) => ({
    Id: String(index),
    Message: JSON.stringify(notice),
    MessageAttributes: attributes(notice),
  }))
  const answer = await topic.send(
    new PublishBatchCommand({ TopicArn: setting('DECLINES_TOPIC_ARN'), PublishBatchRequestEntries: entries }),
  )
  const refused = (answer.Failed ?? []).map((entry) => batch[Number(entry.Id)]?.id)
  if (refused.length > 0) throw new NotPublishedError(refused.join(', '))
}

/** What subscribers can filter by: the kind of notice, and the risk where the log tells one. */
function attributes(notice: Notice): Record<string, { DataType: 'String'; StringValue: string }> {
  const told = notice['risk'] ? { type: 'PaymentDeclined', risk: String(notice['risk']) } : { type: 'PaymentDeclined' }
  return Object.fromEntries(Object.entries(told).map(([name, value]) => [name, { DataType: 'String', StringValue: value }]))
}
