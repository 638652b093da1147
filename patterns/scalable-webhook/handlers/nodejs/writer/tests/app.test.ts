import { context, failuresOf, sqsEvent, standIn } from '#testing'

import { expect, test } from 'vitest'

import { database, handler } from '../app'

const ROW = [{ id: 'e' }]
const event = (number: number): string => JSON.stringify({ id: `e${number}`, type: 'paid' })

test('each event is written under the id of the provider', async () => {
  const noted = standIn(database, ROW, [])
  expect(failuresOf(await handler(sqsEvent([event(1), event(1)]), context()))).toEqual([])
  expect(noted.asked[0]?.sql).toContain('ON CONFLICT (id) DO NOTHING')
  expect(noted.asked[0]?.values).toEqual(['e1', 'paid', event(1)])
  expect(noted.committed).toBe(2)
})

test('only the message that failed comes again', async () => {
  standIn(database, ROW, new Error('deadlock'), ROW)
  expect(failuresOf(await handler(sqsEvent([event(0), event(1), event(2)]), context()))).toEqual(['m1'])
})

test.each(['no json', '{"type": "paid"}', '{"id": ""}', 'null'])('a poison message fails alone: %s', async (bad) => {
  standIn(database, ROW)
  expect(failuresOf(await handler(sqsEvent([event(0), bad]), context()))).toEqual(['m1'])
})

test('an event that came through a topic is the same', async () => {
  const noted = standIn(database, ROW)
  await handler(sqsEvent([JSON.stringify({ Type: 'Notification', Message: event(1) })]), context())
  expect(noted.asked[0]?.values[2]).toBe(event(1))
})

test('without a database the whole batch comes again', async () => {
  standIn(database, new Error('down'), new Error('down'))
  await expect(handler(sqsEvent([event(0), event(1)]), context())).rejects.toThrow('All records failed')
})
