import { context, httpEvent, settings } from '#testing'

import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { handler } from '../app'

const PARCEL = { from: '10115', to: '80331', grams: 1200 }
const CARRIERS = { LETTER_POST: 'letter', PARCEL_LINE: 'line', BIKE_COURIER: 'bike' }

/** What each carrier answers: JSON, an error, or nothing at all. */
type Offers = Readonly<Record<string, unknown>>

function carriers(offers: Offers): void {
  vi.stubGlobal('fetch', async (url: string) => {
    const { hostname } = new URL(url)
    const offer = offers[hostname]
    if (offer === 'silence') await new Promise(() => undefined)
    return offer instanceof Error ? new Response(null, { status: 500 }) : new Response(JSON.stringify(offer))
  })
}

async function post(offers: Offers, body: unknown = PARCEL): Promise<[number, Record<string, unknown>]> {
  carriers(offers)
  const asked = handler(httpEvent('POST', '/offers', { body: JSON.stringify(body) }), context())
  await vi.advanceTimersByTimeAsync(2_500)
  const answer = await asked
  return [answer.statusCode, JSON.parse(answer.body) as Record<string, unknown>]
}

beforeEach(() => {
  vi.useFakeTimers()
  for (const [name, host] of Object.entries(CARRIERS)) settings({ [`${name}_BASE_URL`]: `https://${host}` })
})
afterEach(() => void vi.useRealTimers())

test('the cheapest offer comes first', async () => {
  const [status, body] = await post({ letter: { cents: 490 }, line: { cents: 450, days: 2 }, bike: { cents: 1900 } })
  expect(status).toBe(200)
  expect(body).toEqual({
    offers: [
      { carrier: 'parcel-line', cents: 450, days: 2 },
      { carrier: 'letter-post', cents: 490, days: null },
      { carrier: 'bike-courier', cents: 1900, days: null },
    ],
    without_offer: [],
  })
})

test('two offers of three are a good answer, and so is one that came in time', async () => {
  const answer = await post({ letter: { cents: 490 }, line: new Error('500'), bike: 'silence' })
  expect(answer).toMatchObject([200, { offers: [{ cents: 490 }], without_offer: ['bike-courier', 'parcel-line'] }])
})

test('an answer that is no offer is none', async () => {
  const answer = await post({ letter: { cents: 1 }, line: { price: 4 }, bike: null })
  expect(answer).toMatchObject([200, { without_offer: ['bike-courier', 'parcel-line'] }])
})

test('only none at all is an error', async () => {
  expect((await post({ letter: new Error(), line: new Error(), bike: new Error() }))[0]).toBe(503)
})

test.each([{ grams: 0 }, { grams: 40_000 }, { from: '' }, { to: null }])(
  'a parcel that nobody carries is refused: %j',
  async (wrong) => {
    expect((await post({}, { ...PARCEL, ...wrong }))[0]).toBe(400)
  },
)
