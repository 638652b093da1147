import { gzipSync } from 'node:zlib'

import { context, s3Event, settings } from '#testing'

import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda'
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm'
import { mockClient } from 'aws-sdk-client-mock'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'

const ROUTES = { click: ['to-metrics', 'to-archive'], error: ['to-partner'], '*': ['to-archive'] }
const [CLICK, ERROR, OTHER] = [
  { kind: 'click', n: 1 },
  { kind: 'error', n: 2 },
  { kind: 'hover', n: 3 },
]
const KEY = 'events/2026/a+b c'
const EVENT = s3Event('batches', KEY)
let handler: (typeof import('../app'))['handler']
const [objects, lambda, parameters] = [mockClient(S3Client), mockClient(LambdaClient), mockClient(SSMClient)]

beforeEach(async () => {
  settings({
    ROUTES_PARAMETER_NAME: '/triage/routes',
    TO_METRICS_FUNCTION_NAME: 'metrics',
    TO_PARTNER_FUNCTION_NAME: 'partner',
    TO_ARCHIVE_FUNCTION_NAME: 'archive',
  })
  for (const client of [objects, lambda, parameters]) client.reset()
  say(JSON.stringify(ROUTES))
  // An instance keeps the map, and each test has its own.
  vi.resetModules()
  handler = (await import('../app')).handler
})
afterEach(() => vi.useRealTimers())

function say(map: string): void {
  parameters.on(GetParameterCommand, { Name: '/triage/routes' }).resolves({ Parameter: { Value: map } })
}

function store(data: Uint8Array): void {
  const Body = Object.assign(data, { transformToByteArray: async () => data })
  objects.on(GetObjectCommand, { Bucket: 'batches', Key: KEY }).resolves({ Body: Body as never })
}

function packed(events: readonly object[], between = '\n'): Buffer {
  return Buffer.from(events.map((event) => JSON.stringify(event)).join(between))
}

function calls(): unknown[] {
  const inputs = lambda.commandCalls(InvokeCommand).map(({ args: [{ input }] }) => input)
  return inputs
    .map((input) => [input.FunctionName, input.InvocationType, JSON.parse(String(input.Payload))])
    .sort(([a], [b]) => (a < b ? -1 : 1))
}

test.each([
  ['with line breaks', (events: object[]) => packed(events)],
  ['without', (events: object[]) => packed(events, '')],
  ['compressed', (events: object[]) => gzipSync(packed(events))],
])('each dispatcher gets what it wants in one call, %s', async (_, pack) => {
  store(pack([CLICK, ERROR, OTHER, CLICK]))
  await handler(EVENT, context())
  expect(calls()).toEqual([
    ['archive', 'Event', { batch: KEY, piece: 0, events: [CLICK, OTHER, CLICK] }],
    ['metrics', 'Event', { batch: KEY, piece: 0, events: [CLICK, CLICK] }],
    ['partner', 'Event', { batch: KEY, piece: 0, events: [ERROR] }],
  ])
})

test('what nobody wants goes nowhere', async () => {
  say('{"click": ["to-metrics"]}')
  store(packed([ERROR]))
  await handler(EVENT, context())
  expect(calls()).toEqual([])
})

test.each(['no json', '[]', '{"click": ["to-nobody"]}', '{"click": "to-metrics"}', '{"click": [1]}'])(
  'a map that makes no sense fails loudly: %s',
  async (map) => {
    say(map)
    store(packed([CLICK]))
    await expect(handler(EVENT, context())).rejects.toMatchObject({ name: 'RoutesError' })
    expect(calls()).toEqual([])
  },
)

test('an empty batch is no error', async () => {
  store(new Uint8Array())
  await handler(EVENT, context())
  expect(calls()).toEqual([])
})

test('a changed map is felt after a minute', async () => {
  vi.useFakeTimers()
  store(packed([ERROR]))
  await handler(EVENT, context())
  say('{"error": ["to-archive"]}')
  vi.advanceTimersByTime(59_000)
  await handler(EVENT, context())
  vi.advanceTimersByTime(1_000)
  await handler(EVENT, context())
  expect(calls().map((call) => (call as unknown[])[0])).toEqual(['archive', 'partner', 'partner'])
})
