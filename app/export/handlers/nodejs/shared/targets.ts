/** Handing a result on to what the design draws behind this function.
 *
 * `targets.json` beside the handler names the targets of the arrows that leave the function. Stores that are only read,
 * databases, caches and parameters are not in it: what to ask of them is for your own logic to say.
 */

import { createHash } from 'node:crypto'

import { connect, type Service } from './clients'
import { setting } from './settings'
import { isObject, jsonOrText } from './values'

/** A target: its name as the environment knows it, its kind, and whether the arrow is synchronous. */
export interface Target {
  readonly name: string
  readonly kind: string
  readonly sync: boolean
}

export type Answers = Record<string, unknown>

/** A target did not take the result. */
export class TargetError extends Error {
  override readonly name = 'TargetError'
}

const LONGEST_ID = 128

/** Give the result to every target; what synchronous ones answer, by name.
 *
 * Throws TargetError, or what the client throws, so that the trigger's own retries and failure target do their work.
 */
export async function handOn(targets: readonly Target[], result: unknown): Promise<Answers> {
  const answers: Answers = {}
  for (const { name, kind, sync } of targets) {
    const send = SENDERS[kind]
    if (send === undefined) throw new TargetError(`${name}: nothing is known of a ${kind}`)
    const answer = await send(name, result, sync)
    if (sync && answer !== undefined && answer !== null) answers[name.toLowerCase()] = answer
  }
  return answers
}

/** The result as a message. */
function textOf(result: unknown): string {
  if (typeof result === 'string') return result
  const sorted = (_: string, value: unknown): unknown =>
    isObject(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value
  return JSON.stringify(result ?? null, sorted)
}

/** The result's own id, or one made from what it says: the same result has the same id. */
function idOf(result: unknown): string {
  const own = isObject(result) ? result['id'] : undefined
  return own ? String(own).slice(0, LONGEST_ID) : createHash('sha256').update(textOf(result)).digest('hex')
}

/** What must stay in order, as the arrow says. */
function groupOf(name: string, result: unknown): string {
  const parts = (process.env[`${name}_GROUP_BY`] ?? '').split('.')
  const value = parts.reduce<unknown>((found, part) => (isObject(found) ? found[part] : undefined), result)
  return value ? String(value).slice(0, LONGEST_ID) : 'all'
}

function fifo(address: string, name: string, result: unknown): object {
  if (!address.endsWith('.fifo')) return {}
  return { MessageGroupId: groupOf(name, result), MessageDeduplicationId: idOf(result) }
}

const clients = new Map<unknown, unknown>()

/** One client per service and instance. */
function clientOf<Client>(service: Service<Client>): Client {
  const client = clients.get(service) ?? connect(service, 10)
  clients.set(service, client)
  return client as Client
}

type Send = (name: string, result: unknown, sync: boolean) => Promise<unknown>

/** How each kind of target is given a result. A client is imported where it is used, for a start without the others. */
const SENDERS: Readonly<Record<string, Send>> = {
  async queue(name, result) {
    const { SendMessageCommand, SQSClient } = await import('@aws-sdk/client-sqs')
    const url = setting(`${name}_QUEUE_URL`)
    // A standard queue takes a group too: so that one group's backlog does not hold up the others.
    const grouped = process.env[`${name}_GROUP_BY`] !== undefined && { MessageGroupId: groupOf(name, result) }
    const message = { QueueUrl: url, MessageBody: textOf(result), ...fifo(url, name, result), ...grouped }
    await clientOf(SQSClient).send(new SendMessageCommand(message))
  },

  async topic(name, result) {
    const { PublishCommand, SNSClient } = await import('@aws-sdk/client-sns')
    const arn = setting(`${name}_TOPIC_ARN`)
    const message = { TopicArn: arn, Message: textOf(result), ...fifo(arn, name, result) }
    await clientOf(SNSClient).send(new PublishCommand(message))
  },

  async 'event-bus'(name, result) {
    const { EventBridgeClient, PutEventsCommand } = await import('@aws-sdk/client-eventbridge')
    const detail = isObject(result) ? result : { value: result }
    const entry = {
      EventBusName: setting(`${name}_EVENT_BUS_NAME`),
      Source: setting(`${name}_EVENT_SOURCE`),
      DetailType: String(detail['type'] ?? 'Handled'),
      Detail: textOf(detail),
    }
    const answer = await clientOf(EventBridgeClient).send(new PutEventsCommand({ Entries: [entry] }))
    if (answer.FailedEntryCount) throw new TargetError(`${name}: ${answer.Entries?.[0]?.ErrorCode}`)
  },

  async stream(name, result) {
    const { KinesisClient, PutRecordCommand } = await import('@aws-sdk/client-kinesis')
    const PartitionKey = process.env[`${name}_GROUP_BY`] === undefined ? idOf(result) : groupOf(name, result)
    const record = { StreamName: setting(`${name}_STREAM_NAME`), PartitionKey, Data: Buffer.from(textOf(result)) }
    await clientOf(KinesisClient).send(new PutRecordCommand(record))
  },

  async 'delivery-stream'(name, result) {
    const { FirehoseClient, PutRecordCommand } = await import('@aws-sdk/client-firehose')
    const DeliveryStreamName = setting(`${name}_DELIVERY_STREAM_NAME`)
    const Record = { Data: Buffer.from(`${textOf(result)}\n`) }
    await clientOf(FirehoseClient).send(new PutRecordCommand({ DeliveryStreamName, Record }))
  },

  async table(name, result) {
    const { documents } = await import('./documents')
    const { PutCommand } = await import('@aws-sdk/lib-dynamodb')
    const item: Record<string, unknown> = isObject(result) ? { ...result } : { value: result }
    for (const variable of [`${name}_PARTITION_KEY`, `${name}_SORT_KEY`]) {
      const key = process.env[variable]
      if (key) item[key] = String(item[key] || idOf(result))
    }
    await documents.send(new PutCommand({ TableName: setting(`${name}_TABLE_NAME`), Item: item }))
  },

  async bucket(name, result) {
    const { PutObjectCommand, S3Client } = await import('@aws-sdk/client-s3')
    const object = {
      Bucket: setting(`${name}_BUCKET_NAME`),
      Key: `${idOf(result)}.json`,
      Body: textOf(result),
      ContentType: 'application/json',
    }
    await clientOf(S3Client).send(new PutObjectCommand(object))
  },

  async function(name, result, sync) {
    const { InvokeCommand, LambdaClient } = await import('@aws-sdk/client-lambda')
    const call = {
      FunctionName: setting(`${name}_FUNCTION_NAME`),
      InvocationType: sync ? ('RequestResponse' as const) : ('Event' as const),
      Payload: JSON.stringify(result ?? null),
    }
    const answer = await clientOf(LambdaClient).send(new InvokeCommand(call))
    if (answer.FunctionError !== undefined) throw new TargetError(`${name}: ${answer.FunctionError}`)
    return sync ? JSON.parse(answer.Payload?.transformToString() || 'null') : undefined
  },

  async 'state-machine'(name, result, sync) {
    const { SFNClient, StartExecutionCommand, StartSyncExecutionCommand } = await import('@aws-sdk/client-sfn')
    const said = { stateMachineArn: setting(`${name}_STATE_MACHINE_ARN`), input: JSON.stringify(result ?? null) }
    if (!sync) return void (await clientOf(SFNClient).send(new StartExecutionCommand(said)))
    const answer = await clientOf(SFNClient).send(new StartSyncExecutionCommand(said))
    // The call answers 200 even if the execution has failed.
    if (answer.status !== 'SUCCEEDED') throw new TargetError(`${name}: ${answer.status}`)
    return JSON.parse(answer.output || 'null')
  },

  async http(name, result, sync) {
    const seconds = Number(process.env[`${name}_TIMEOUT_SECONDS`] ?? 5)
    const answer = await fetch(setting(`${name}_BASE_URL`), {
      method: 'POST',
      body: textOf(result),
      headers: { 'Content-Type': 'application/json', 'Idempotency-Key': idOf(result) },
      redirect: 'manual',
      signal: AbortSignal.timeout(seconds * 1_000),
    })
    const text = await answer.text()
    if (answer.status >= 300) throw new TargetError(`${name}: status ${answer.status}`)
    return sync && text ? jsonOrText(text) : undefined
  },
}
