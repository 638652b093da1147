import { context, httpEvent, standIn } from '#testing'

import { expect, test } from 'vitest'

import { NoConnectionError } from '#shared/database'

import { database, handler } from '../app'

async function ask(number = '4711'): Promise<[number, unknown]> {
  const { statusCode, body } = await handler(httpEvent('GET', `/orders/${number}/parcels`), context())
  return [statusCode, JSON.parse(body)]
}

test('all parcels of an order come in one answer', async () => {
  const parcels = [
    { number: 'A1', status: 'sent', place: 'Ulm' },
    { number: 'A2', status: 'packed', place: null },
  ]
  const noted = standIn(database, parcels)
  expect(await ask()).toEqual([200, { order: '4711', parcels }])
  expect(noted.asked[0]?.values).toEqual(['4711'])
})

test('an order without parcels is not found', async () => {
  standIn(database)
  expect((await ask())[0]).toBe(404)
})

test('no free connection is a 503, and any other failure is an error of the function', async () => {
  standIn(database, new NoConnectionError('borrow timeout'), new Error('no such table'))
  expect((await ask())[0]).toBe(503)
  await expect(ask()).rejects.toThrow('no such table')
})

test('a number that is none never reaches the database', async () => {
  const noted = standIn(database)
  expect((await ask('47;11'))[0]).toBe(400)
  expect(noted.asked).toEqual([])
})
