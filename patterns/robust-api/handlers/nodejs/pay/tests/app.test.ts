import { answerFetch, context, httpEvent, settings } from '#testing'

import { beforeEach, expect, test } from 'vitest'

import { type FakeTable, FakeTables } from '#shared/table_testing'

const CARD = { cents: 2400, card: 'tok_1' }
let bookings: FakeTable

beforeEach(() => {
  settings({ BOOKINGS_TABLE_NAME: 'bookings', PAYMENTS_BASE_URL: 'https://payments.example' })
  bookings = new FakeTables().make('bookings', 'booking')
  bookings.put({ booking: 'b1', visitor: 'ada', show: 's1', seats: ['B1'], state: 'held' })
})

async function post({ body = CARD as object, visitor = 'ada', number = 'b1' } = {}): Promise<[number, unknown]> {
  const { handler } = await import('../app')
  const event = httpEvent('POST', `/bookings/${number}/payment`, {
    body: JSON.stringify(body),
    headers: { 'Idempotency-Key': 'key-00001' },
    authorizer: { jwt: { claims: { sub: visitor } } },
  })
  const answer = await handler(event, context())
  return [answer.statusCode, JSON.parse(answer.body)]
}

function state(): unknown {
  return bookings.get({ booking: 'b1' })?.['state']
}

test('a booking is paid and noted', async () => {
  answerFetch({ body: { id: 'pay_1' } })
  expect(await post()).toEqual([200, { booking: 'b1', state: 'paid', payment: 'pay_1' }])
  expect(state()).toBe('paid')
})

test('a client that calls again is charged once and told the same', async () => {
  const charges = answerFetch({ body: { id: 'pay_1' } }, { body: { id: 'pay_2' } })
  expect(await post()).toEqual(await post())
  expect(charges).toHaveLength(1)
})

test('the provider gets a key too', async () => {
  const charges = answerFetch({ body: { id: 'pay_1' } })
  await post()
  expect(charges[0]?.headers.get('Idempotency-Key')).toBe('ada-key-00001')
})

test('a key is good for one payment only', async () => {
  const charges = answerFetch({ body: { id: 'pay_1' } })
  await post()
  expect((await post({ body: { ...CARD, cents: 9 } }))[0]).toBe(422)
  expect(charges).toHaveLength(1)
})

test('two that call at once are not both charged', async () => {
  const charges = answerFetch({ body: { id: 'pay_1' } })
  const answers = await Promise.all([post(), post()])
  expect(answers.map(([status]) => status).sort()).toEqual([200, 409])
  expect(charges).toHaveLength(1)
})

test('after an outage the same key works', async () => {
  answerFetch({ status: 503 }, { body: { id: 'pay_1' } })
  expect((await post())[0]).toBe(503)
  expect((await post())[0]).toBe(200)
})

test('a declined card is said so', async () => {
  answerFetch({ status: 402, body: 'no' })
  expect(await post()).toEqual([402, { statusCode: 402, message: 'The card was declined.' }])
  expect(state()).toBe('held')
})

test('somebody else’s booking cannot be paid', async () => {
  const charges = answerFetch({ body: { id: 'pay_1' } })
  expect((await post({ visitor: 'eve' }))[0]).toBe(404)
  expect((await post({ number: 'b9' }))[0]).toBe(404)
  expect(charges).toEqual([])
})

test.each([{}, { cents: 0, card: 'x' }, { cents: '5', card: 'x' }, { cents: 5 }])(
  'a payment that makes no sense is refused: %j',
  async (body) => {
    expect((await post({ body }))[0]).toBe(400)
  },
)
