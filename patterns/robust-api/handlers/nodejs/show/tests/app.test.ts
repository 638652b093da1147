import { context, httpEvent, settings } from '#testing'

import { beforeEach, expect, test } from 'vitest'

import { FakeTables } from '#shared/table_testing'

import { handler } from '../app'

beforeEach(() => {
  settings({ BOOKINGS_TABLE_NAME: 'bookings' })
  const bookings = new FakeTables().make('bookings', 'booking')
  bookings.put({ booking: 'b1', visitor: 'ada', show: 's1', seats: ['B1'], state: 'held', payment: 'secret' })
})

async function get(number: string, visitor?: string): Promise<[status: number, body: unknown]> {
  const authorized = visitor !== undefined && { authorizer: { jwt: { claims: { sub: visitor } } } }
  const { statusCode, body } = await handler(httpEvent('GET', `/bookings/${number}`, { ...authorized }), context())
  return [statusCode, JSON.parse(body)]
}

test('a visitor sees their own booking', async () => {
  expect(await get('b1', 'ada')).toEqual([200, { booking: 'b1', show: 's1', seats: ['B1'], state: 'held' }])
})

test('somebody else’s booking looks like none', async () => {
  expect(await get('b1', 'eve')).toEqual(await get('b9', 'eve'))
  expect((await get('b1', 'eve'))[0]).toBe(404)
})

test('nobody sees nothing', async () => {
  expect((await get('b1'))[0]).toBe(401)
})
