/** Take what comes from triggers of several sorts, and tell them apart by their events.
 *
 * Your own logic goes into `logic.ts`; its result goes on to what the design draws behind this function.
 */

import type {
  CloudWatchLogsEvent,
  DynamoDBStreamEvent,
  KinesisStreamEvent,
  S3EventRecord,
  SNSEventRecord,
  SQSEvent,
} from 'aws-lambda'

import { type Answer, answer, type HttpEvent, requestOf } from '#shared/http'
import { linesOf } from '#shared/loglines'
import { keyOf } from '#shared/objects'
import { logger, observed } from '#shared/observed'
import { inOrder, workThrough } from '#shared/ordered'
import { handOn } from '#shared/targets'
import { isObject, jsonOrText } from '#shared/values'

import { handle, type Message } from './logic'
import targets from './targets.json'

type Event = Readonly<Record<string, unknown>>

/** Each sort of event in its own way. */
export const handler = observed(async (came: unknown) => {
  const event: Event = isObject(came) ? came : { value: came }
  if (overHttp(event)) return respond(event)
  switch (sourceOf(event)) {
    case 'aws:sqs':
    case 'aws:kinesis':
      return workThrough(event as unknown as SQSEvent | KinesisStreamEvent, (text) => work(jsonOrText(text)))
    case 'aws:dynamodb':
      return ofTable(event as unknown as DynamoDBStreamEvent)
  }
  const results: unknown[] = []
  for (const message of pushed(event)) results.push(await work(message))
  return results.length === 1 ? results[0] : null
})

async function work(message: Message): Promise<unknown> {
  const result = await handle(message)
  await handOn(targets, result)
  return result
}

function firstOf(event: Event): Event {
  const first: unknown = Array.isArray(event['Records']) ? event['Records'][0] : undefined
  return isObject(first) ? first : {}
}

function sourceOf(event: Event): unknown {
  return firstOf(event)['eventSource']
}

/** The messages of an event that a topic, a bucket, a log group or a bus has pushed, or the event itself. */
function pushed(event: Event): Message[] {
  if ('Sns' in firstOf(event)) {
    return (event['Records'] as SNSEventRecord[]).map((record) => jsonOrText(record.Sns.Message))
  }
  if ('s3' in firstOf(event)) {
    const records = event['Records'] as S3EventRecord[]
    return records.map(({ eventName, s3 }) => ({ event: eventName, bucket: s3.bucket.name, key: keyOf(s3) }))
  }
  if ('awslogs' in event) return linesOf(event as unknown as CloudWatchLogsEvent)
  return ['detail-type' in event ? event['detail'] : event]
}

/** A table's stream, in order; at the first failure, the record to go on from. */
function ofTable(event: DynamoDBStreamEvent): Promise<object> {
  return inOrder(
    event.Records,
    ({ dynamodb }) => dynamodb?.SequenceNumber ?? '',
    ({ eventName, dynamodb }) => work({ event: eventName, ...dynamodb }),
  )
}

function overHttp(event: object): event is HttpEvent {
  const { requestContext } = event as { requestContext?: unknown }
  return isObject(requestContext) && ('httpMethod' in event || 'http' in requestContext)
}

/** A request, answered in JSON; 500 for what fails, with no word of why to the caller. */
async function respond(event: HttpEvent): Promise<Answer> {
  const { method, path, parameters, query, body } = requestOf(event)
  try {
    return answer(200, await work({ method, path, parameters, query, body: body ? jsonOrText(body) : null }))
  } catch (error) {
    logger.error('failed', error as Error)
    return answer(500, { message: 'Something went wrong.' })
  }
}
