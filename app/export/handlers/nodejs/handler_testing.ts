/** What the handlers' tests share; every exported project has it as `#testing`.
 *
 * Import it before the handler: clients are made when a handler is loaded, and none may find the developer's own AWS
 * credentials or endpoints.
 */

import { gzipSync } from 'node:zlib'

import type {
  APIGatewayProxyEvent,
  APIGatewayProxyEventV2,
  CloudWatchLogsEvent,
  Context,
  DynamoDBStreamEvent,
  KinesisStreamEvent,
  S3Event,
  SNSEvent,
  SQSEvent,
} from 'aws-lambda'
import { afterEach, beforeEach, vi } from 'vitest'

const REGION = 'eu-central-1'
const ACCOUNT = '123456789012'
const SAFE_ENVIRONMENT = {
  AWS_ACCESS_KEY_ID: 'testing',
  AWS_SECRET_ACCESS_KEY: 'testing',
  AWS_SESSION_TOKEN: 'testing',
  AWS_DEFAULT_REGION: REGION,
  AWS_REGION: REGION,
  AWS_EC2_METADATA_DISABLED: 'true',
  // Lambda has the Node.js that the SDK wants, whatever the tests run on.
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  POWERTOOLS_TRACE_ENABLED: 'false',
  POWERTOOLS_SERVICE_NAME: 'tests',
  POWERTOOLS_LOG_LEVEL: 'SILENT',
}

function cleanEnvironment(): void {
  for (const name of Object.keys(process.env)) {
    if (/^(AWS|POWERTOOLS)_/.test(name)) delete process.env[name]
  }
  Object.assign(process.env, SAFE_ENVIRONMENT)
}

cleanEnvironment()
beforeEach(cleanEnvironment)
afterEach(() => {
  vi.unstubAllEnvs()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

/** Settings as the deployment gives them, for one test. */
export function settings(values: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(values)) vi.stubEnv(name, value)
}

/** What Lambda tells a function about its invocation, with ten seconds left unless said otherwise. */
export function context(milliseconds = 10_000): Context {
  return {
    functionName: 'tests',
    functionVersion: '$LATEST',
    invokedFunctionArn: `arn:aws:lambda:${REGION}:${ACCOUNT}:function:tests`,
    memoryLimitInMB: '512',
    awsRequestId: '00000000-0000-4000-8000-000000000000',
    logGroupName: '/aws/lambda/tests',
    logStreamName: 'stream',
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => milliseconds,
    done: () => undefined,
    fail: () => undefined,
    succeed: () => undefined,
  }
}

interface Asked {
  readonly body?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly parameters?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string>>
  readonly authorizer?: Readonly<Record<string, unknown>>
}

/** An event of an HTTP API or a function URL (payload format 2.0). */
export function httpEvent(method: string, path: string, asked: Asked = {}): APIGatewayProxyEventV2 {
  const { authorizer, body, headers = {}, parameters, query } = asked
  const requestContext = {
    accountId: ACCOUNT,
    apiId: 'api',
    domainName: 'api.example',
    domainPrefix: 'api',
    http: { method, path, protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: 'tests' },
    requestId: 'request',
    routeKey: `${method} ${path}`,
    stage: '$default',
    time: '01/Nov/2026:00:00:00 +0000',
    timeEpoch: 0,
    ...(authorizer && { authorizer }),
  }
  return {
    version: '2.0',
    routeKey: `${method} ${path}`,
    rawPath: path,
    rawQueryString: new URLSearchParams({ ...query }).toString(),
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])),
    requestContext,
    isBase64Encoded: false,
    ...(query && { queryStringParameters: { ...query } }),
    ...(parameters && { pathParameters: { ...parameters } }),
    ...(body !== undefined && { body }),
  }
}

/** An event of a REST API. */
export function restEvent(method: string, path: string, asked: Asked = {}): APIGatewayProxyEvent {
  const { authorizer, body, headers = {}, parameters, query } = asked
  const several = (values: Readonly<Record<string, string>>): Record<string, string[]> =>
    Object.fromEntries(Object.entries(values).map(([name, value]) => [name, [value]]))
  return {
    resource: path,
    path,
    httpMethod: method,
    headers: { ...headers },
    multiValueHeaders: several(headers),
    queryStringParameters: query ? { ...query } : null,
    multiValueQueryStringParameters: query ? several(query) : null,
    pathParameters: parameters ? { ...parameters } : null,
    stageVariables: null,
    requestContext: {
      accountId: ACCOUNT,
      apiId: 'api',
      authorizer: authorizer ? { ...authorizer } : {},
      httpMethod: method,
      identity: {} as APIGatewayProxyEvent['requestContext']['identity'],
      path,
      protocol: 'HTTP/1.1',
      requestId: 'request',
      requestTimeEpoch: 0,
      resourceId: 'resource',
      resourcePath: path,
      stage: 'v1',
    },
    body: body ?? null,
    isBase64Encoded: false,
  }
}

interface Sent {
  /** The group of all messages; the queue is a FIFO queue then. */
  readonly group?: string
  readonly attributes?: Readonly<Record<string, string>>
}

/** A batch from a queue; the messages are numbered `m0`, `m1` … */
export function sqsEvent(bodies: readonly string[], { group, attributes = {} }: Sent = {}): SQSEvent {
  const said = Object.entries(attributes).map(([name, stringValue]) => [name, { stringValue, dataType: 'String' }])
  return {
    Records: bodies.map((body, index) => ({
      messageId: `m${index}`,
      receiptHandle: `r${index}`,
      body,
      attributes: {
        ApproximateReceiveCount: '1',
        SentTimestamp: '0',
        SenderId: 'sender',
        ApproximateFirstReceiveTimestamp: '0',
        ...(group !== undefined && { MessageGroupId: group }),
      },
      messageAttributes: Object.fromEntries(said) as SQSEvent['Records'][number]['messageAttributes'],
      md5OfBody: '',
      eventSource: 'aws:sqs',
      eventSourceARN: `arn:aws:sqs:${REGION}:${ACCOUNT}:queue${group === undefined ? '' : '.fifo'}`,
      awsRegion: REGION,
    })),
  }
}

/** What a topic delivers: one event with a message for each text. */
export function snsEvent(...messages: readonly string[]): SNSEvent {
  return {
    Records: messages.map((Message, index) => ({
      EventVersion: '1.0',
      EventSubscriptionArn: `arn:aws:sns:${REGION}:${ACCOUNT}:topic:subscription`,
      EventSource: 'aws:sns',
      Sns: {
        SignatureVersion: '1',
        Timestamp: '2026-11-01T00:00:00.000Z',
        Signature: '',
        SigningCertUrl: '',
        MessageId: `n${index}`,
        Message,
        MessageAttributes: {},
        Type: 'Notification',
        UnsubscribeUrl: '',
        TopicArn: `arn:aws:sns:${REGION}:${ACCOUNT}:topic`,
        Subject: '',
      },
    })),
  }
}

/** A batch from a stream; the sequence numbers are `0`, `1` … */
export function kinesisEvent(...data: readonly string[]): KinesisStreamEvent {
  return {
    Records: data.map((item, index) => ({
      awsRegion: REGION,
      eventID: `shard:${index}`,
      eventName: 'aws:kinesis:record',
      eventSource: 'aws:kinesis',
      eventSourceARN: `arn:aws:kinesis:${REGION}:${ACCOUNT}:stream/stream`,
      eventVersion: '1.0',
      invokeIdentityArn: `arn:aws:iam::${ACCOUNT}:role/role`,
      kinesis: {
        approximateArrivalTimestamp: 1_790_000_000.5,
        data: Buffer.from(item).toString('base64'),
        kinesisSchemaVersion: '1.0',
        partitionKey: 'key',
        sequenceNumber: String(index),
      },
    })),
  }
}

type Change = 'INSERT' | 'MODIFY' | 'REMOVE'
type Image = NonNullable<NonNullable<DynamoDBStreamEvent['Records'][number]['dynamodb']>['NewImage']>

/** A batch from a table's stream, of pairs such as `['INSERT', { id: { S: '1' } }]`; the sequence numbers are `0`, `1` …
 *
 * For `REMOVE` the image is the old one. The first attribute counts as the key.
 */
export function tableStreamEvent(...changes: readonly (readonly [Change, Image])[]): DynamoDBStreamEvent {
  return {
    Records: changes.map(([eventName, image], index) => ({
      eventID: String(index),
      eventName,
      eventSource: 'aws:dynamodb',
      awsRegion: REGION,
      dynamodb: {
        Keys: Object.fromEntries(Object.entries(image).slice(0, 1)),
        [eventName === 'REMOVE' ? 'OldImage' : 'NewImage']: image,
        SequenceNumber: String(index),
      },
    })),
  }
}

/** What a bucket tells of new objects, by their keys as they stand in it. */
export function s3Event(bucket: string, ...keys: readonly string[]): S3Event {
  return {
    Records: keys.map((key) => ({
      eventVersion: '2.1',
      eventSource: 'aws:s3',
      awsRegion: REGION,
      eventTime: '2026-11-01T00:00:00.000Z',
      eventName: 'ObjectCreated:Put',
      userIdentity: { principalId: 'somebody' },
      requestParameters: { sourceIPAddress: '192.0.2.1' },
      responseElements: { 'x-amz-request-id': '', 'x-amz-id-2': '' },
      s3: {
        s3SchemaVersion: '1.0',
        configurationId: 'notification',
        bucket: { name: bucket, ownerIdentity: { principalId: '' }, arn: `arn:aws:s3:::${bucket}` },
        object: { key: encodeURIComponent(key).replaceAll('%20', '+'), size: 5, eTag: '', sequencer: '' },
      },
    })),
  }
}

/** Log lines as a subscription filter sends them; their ids are `line-0`, `line-1` … */
export function logsEvent(lines: readonly string[], messageType = 'DATA_MESSAGE'): CloudWatchLogsEvent {
  const logEvents = lines.map((message, index) => ({ id: `line-${index}`, timestamp: index, message }))
  const data = { messageType, owner: ACCOUNT, logGroup: 'group', logStream: 'stream', subscriptionFilters: [], logEvents }
  return { awslogs: { data: gzipSync(JSON.stringify(data)).toString('base64') } }
}

/** The identifiers of the records that a handler asks to have again. */
export function failuresOf(answer: { readonly batchItemFailures: readonly { itemIdentifier: string }[] }): string[] {
  return answer.batchItemFailures.map((failure) => failure.itemIdentifier)
}

type Rows = Readonly<Record<string, unknown>>[]

interface Statements {
  run(sql: string, ...values: readonly unknown[]): Promise<Rows>
}

interface Transactions {
  transaction<Result>(work: (statements: Statements) => Promise<Result>): Promise<Result>
}

/** What was done with a database that stands in for a real one. */
export interface Noted {
  readonly asked: { sql: string; values: readonly unknown[] }[]
  committed: number
}

/** Let a `Database` note each statement, and answer or fail as told, in this order; then with no rows. */
export function standIn(database: Transactions, ...answers: readonly (Rows | Error)[]): Noted {
  const left = [...answers]
  const noted: Noted = { asked: [], committed: 0 }
  const run = async (sql: string, ...values: readonly unknown[]): Promise<Rows> => {
    noted.asked.push({ sql: sql.trim().replaceAll(/\s+/g, ' '), values })
    const answer = left.shift() ?? []
    if (answer instanceof Error) throw answer
    return answer
  }
  vi.spyOn(database, 'transaction').mockImplementation(async (work) => {
    const result = await work({ run })
    noted.committed += 1
    return result
  })
  return noted
}

/** What was asked of `fetch`. */
export interface Fetched {
  readonly method: string
  readonly url: string
  readonly headers: Headers
  readonly body: string
}

/** Let `fetch` answer, in this order, or fail; the last answer stays. The requests are noted in what is returned. */
export function answerFetch(...answers: readonly (Error | { status?: number; body?: unknown; headers?: object })[]): Fetched[] {
  const left = [...answers]
  const noted: Fetched[] = []
  vi.stubGlobal('fetch', async (url: string, said: RequestInit = {}) => {
    const body = typeof said.body === 'string' ? said.body : ''
    noted.push({ method: said.method ?? 'GET', url, headers: new Headers(said.headers), body })
    const answer = left.length > 1 ? left.shift() : left[0]
    if (answer === undefined || answer instanceof Error) throw answer ?? new TypeError('fetch failed')
    const text = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body)
    return new Response(text ?? null, { status: answer.status ?? 200, headers: { ...answer.headers } })
  })
  return noted
}
