import { context, httpEvent, settings } from '#testing'

import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda'
import { mockClient } from 'aws-sdk-client-mock'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { handler } from '../app'

const ANSWERS: Readonly<Record<string, unknown>> = {
  catalogue: { name: 'Tea' },
  stock: { left: 3 },
  reviews: [{ stars: 5 }],
}
const lambda = mockClient(LambdaClient)

/** How the three functions behave: each answers, throws, or never answers, once all three have been asked. */
interface Behaviour {
  readonly broken?: string
  readonly silent?: string
}

function services({ broken, silent }: Behaviour = {}): void {
  let asked = 0
  let together: () => void
  const all = new Promise<void>((resolve) => (together = resolve))
  lambda.on(InvokeCommand).callsFake(async ({ FunctionName, Payload }: { FunctionName: string; Payload: string }) => {
    expect(JSON.parse(Payload)).toEqual({ product: 'p1' })
    asked += 1
    if (asked === 3) together()
    await all
    if (FunctionName === silent) await new Promise(() => undefined)
    const text = JSON.stringify(FunctionName === broken ? { errorMessage: 'boom' } : ANSWERS[FunctionName])
    const told = { Payload: { transformToString: () => text } }
    return FunctionName === broken ? { ...told, FunctionError: 'Unhandled' } : told
  })
}

async function get(): Promise<[number, Record<string, unknown>]> {
  const asked = handler(httpEvent('GET', '/products/p1'), context())
  await vi.advanceTimersByTimeAsync(2_000)
  const { statusCode, body } = await asked
  return [statusCode, JSON.parse(body) as Record<string, unknown>]
}

beforeEach(() => {
  vi.useFakeTimers()
  lambda.reset()
  settings({ CATALOGUE_FUNCTION_NAME: 'catalogue', STOCK_FUNCTION_NAME: 'stock', REVIEWS_FUNCTION_NAME: 'reviews' })
})
afterEach(() => void vi.useRealTimers())

test('all three are asked at once and become one answer', async () => {
  // A service answers only once all three have been asked: one after the other would hang.
  services()
  expect(await get()).toEqual([200, { product: 'p1', ...ANSWERS, missing: [] }])
})

test('a page without reviews says so', async () => {
  services({ broken: 'reviews' })
  expect(await get()).toEqual([200, { product: 'p1', ...ANSWERS, reviews: null, missing: ['reviews'] }])
})

test('a service that hangs is not waited for', async () => {
  services({ silent: 'reviews' })
  expect(await get()).toMatchObject([200, { missing: ['reviews'] }])
})

test.each([{ broken: 'catalogue' }, { silent: 'catalogue' }, { broken: 'stock' }, { silent: 'stock' }])(
  'without a part that is needed there is no page: %j',
  async (behaviour) => {
    services(behaviour)
    const [status, page] = await get()
    expect(status).toBe(503)
    expect(page['message']).toContain(Object.values(behaviour)[0])
    expect(JSON.stringify(page)).not.toContain('boom')
  },
)
