/** The consumer as published in 2018: poll up to ten messages, apply them in order, delete them, and call itself again.
 *
 * The loop ends when the queue has nothing to hand out, when nothing of a batch could be applied, or after MOST_TURNS;
 * the next tick starts it again. Do not build this: a FIFO queue triggers a function by itself today.
 */

import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda'
import { DeleteMessageBatchCommand, type Message, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs'

import { apply } from '#shared/changes'
import { connect } from '#shared/clients'
import { logger, observed } from '#shared/observed'
import { setting } from '#shared/settings'

/** The guard that Lambda's own loop detection no longer is, since the function allows its loop. */
const MOST_TURNS = 500
const WAIT_SECONDS = 2

const queue = connect(SQSClient, WAIT_SECONDS + 5)
const functions = connect(LambdaClient, 5)

/** One turn, started by the schedule or by the turn before. */
export const handler = observed(async ({ turn = 1 }: { turn?: number }) => {
  const messages = await receive()
  const done = await work(messages)
  if (done.length > 0) await remove(done)
  const goesOn = done.length > 0 && turn < MOST_TURNS
  if (goesOn) await again(turn + 1)
  logger.info('turn', { turn, received: messages.length, applied: done.length, goes_on: goesOn })
  return { turn, applied: done.length, goes_on: goesOn }
})

/** Up to ten messages, in order. */
async function receive(): Promise<Message[]> {
  const { Messages = [] } = await queue.send(
    new ReceiveMessageCommand({
      QueueUrl: setting('CHANGES_QUEUE_URL'),
      MaxNumberOfMessages: 10,
      WaitTimeSeconds: WAIT_SECONDS,
      MessageSystemAttributeNames: ['MessageGroupId'],
    }),
  )
  return Messages
}

/** Apply them, and give back those that are dealt with. At a failure its group waits for the next delivery. */
async function work(messages: readonly Message[]): Promise<Message[]> {
  const held = new Set<string>()
  const done: Message[] = []
  for (const message of messages) {
    const group = message.Attributes?.MessageGroupId ?? ''
    if (held.has(group)) continue
    try {
      await apply(setting('STATE_TABLE_NAME'), message.Body ?? '')
      done.push(message)
    } catch (error) {
      logger.error('failed; its group waits', { group, messageId: message.MessageId, error: error as Error })
      held.add(group)
    }
  }
  return done
}

/** Delete what is done; what stays by mistake comes again and does nothing. */
async function remove(messages: readonly Message[]): Promise<void> {
  const Entries = messages.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }))
  const { Failed = [] } = await queue.send(
    new DeleteMessageBatchCommand({ QueueUrl: setting('CHANGES_QUEUE_URL'), Entries }),
  )
  for (const { Code } of Failed) logger.warn('not deleted', { reason: Code })
}

/** Hand the next turn to the function itself. If that fails, the next tick takes its part. */
async function again(turn: number): Promise<void> {
  const FunctionName = setting('CONSUMER_FUNCTION_NAME')
  try {
    await functions.send(
      new InvokeCommand({ FunctionName, InvocationType: 'Event', Payload: JSON.stringify({ turn }) }),
    )
  } catch (error) {
    logger.warn('the loop breaks off until the next tick', error as Error)
  }
}
