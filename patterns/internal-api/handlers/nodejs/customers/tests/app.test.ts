import { context, standIn } from '#testing'

import { expect, test } from 'vitest'

import { database, handler, RequestError, UnknownCustomerError } from '../app'

const ADA = { customer: 7, name: 'Ada', email: 'ada@example.com', city: 'London' }

test('a customer is looked up by number', async () => {
  standIn(database, [ADA])
  expect(await handler({ action: 'look_up', customer: 7 }, context())).toEqual(ADA)
})

test('nobody is an error for the caller', async () => {
  standIn(database)
  const asked = handler({ action: 'look_up', customer: 8 }, context())
  await expect(asked).rejects.toBeInstanceOf(UnknownCustomerError)
})

test('an address is a parameter and never part of the statement', async () => {
  const noted = standIn(database, [ADA])
  const email = "' OR 1=1; DROP TABLE customers; --"
  expect(await handler({ action: 'find', email }, context())).toEqual({ customers: [ADA] })
  expect(noted.asked[0]?.sql).not.toContain('DROP')
  expect(noted.asked[0]?.values).toEqual([email])
})

test('a correction is one transaction', async () => {
  const noted = standIn(database, [], [], [ADA])
  const change = { action: 'correct', customer: 7, changes: { name: 'Ada L.', city: 'Ockham' } }
  expect(await handler(change, context())).toEqual(ADA)
  expect(noted.committed).toBe(2)
})

test.each<object>([{}, { customer: '8' }, { "name = 'x' --": 'y' }, { name: 'Ada', constructor: 'x' }])(
  'other columns cannot be corrected: %j',
  async (changes) => {
    const noted = standIn(database)
    const asked = handler({ action: 'correct', customer: 7, changes }, context())
    await expect(asked).rejects.toBeInstanceOf(RequestError)
    expect(noted.asked).toEqual([])
  },
)

test.each([{}, { action: 'delete', customer: 7 }, { action: 'look_up', customer: '7' }])(
  'an unknown action is refused: %j',
  async (event) => {
    await expect(handler(event, context())).rejects.toBeInstanceOf(RequestError)
  },
)
