import { context, httpEvent, restEvent, settings } from '#testing'

import { beforeEach, expect, test } from 'vitest'

import { FakeTables } from '#shared/table_testing'

import { handler } from '../app'

beforeEach(() => {
  settings({ PARCELS_TABLE_NAME: 'parcels' })
  new FakeTables()
    .make('parcels', 'parcel_number')
    .put({ parcel_number: 'ABC12345', status: 'in transit', place: 'Leipzig', secret_note: 'x' })
})

test.each([httpEvent, restEvent])('a known parcel is answered, whatever stands in front', async (event) => {
  const { statusCode, body } = await handler(event('GET', '/parcels/ABC12345'), context())
  const expected = { number: 'ABC12345', status: 'in transit', place: 'Leipzig', updated_at: null }
  expect([statusCode, JSON.parse(body)]).toEqual([200, expected])
})

test('an unknown parcel is not found', async () => {
  expect(await handler(httpEvent('GET', '/parcels/ZZZ99999'), context())).toMatchObject({ statusCode: 404 })
})

test.each(['abc', 'ABC-123456', 'A'.repeat(21)])('what cannot be a number is refused: %s', async (number) => {
  // Without a table, an answer means that none was asked.
  settings({ PARCELS_TABLE_NAME: 'gone' })
  expect(await handler(httpEvent('GET', `/parcels/${number}`), context())).toMatchObject({ statusCode: 400 })
})

test('another route is not found', async () => {
  expect(await handler(httpEvent('POST', '/parcels/ABC12345'), context())).toMatchObject({ statusCode: 404 })
})
