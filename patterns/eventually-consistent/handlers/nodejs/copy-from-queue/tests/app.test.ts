import { context, failuresOf, sqsEvent, standIn } from '#testing'

import { expect, test } from 'vitest'

import { handler, reporting } from '../app'

const ORDER = { order: 'o1', customer: 'c7', cents: 1600, state: 'placed', last_updated: 5000 }

test('events are copied and a bad one comes again alone', async () => {
  const noted = standIn(reporting, [{ order: 'o1' }])
  const batch = sqsEvent([
    JSON.stringify({ 'detail-type': 'OrderPlaced', detail: ORDER }),
    JSON.stringify({ 'detail-type': 'OrderPlaced' }),
    JSON.stringify({ 'detail-type': 'OrderChanged', detail: { ...ORDER, deleted: true } }),
  ])
  expect(failuresOf(await handler(batch, context()))).toEqual(['m1'])
  expect(noted.asked.map(({ values }) => values.at(-1))).toEqual([false, true])
  expect(noted.committed).toBe(2)
})
