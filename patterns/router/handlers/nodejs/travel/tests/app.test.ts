import { context, settings } from '#testing'

import { beforeEach, expect, test } from 'vitest'

import { type FakeTable, FakeTables } from '#shared/table_testing'

import { handler } from '../app'

const CLAIM = { claim: 'k1', policy: 'p1', destination: 'Rome' }
let claims: FakeTable

beforeEach(() => {
  settings({ TRAVEL_TABLE_TABLE_NAME: 'claims' })
  claims = new FakeTables().make('claims', 'claim')
})

test('a claim is opened once', async () => {
  expect(await handler(CLAIM, context())).toEqual({ opened: ['k1'] })
  expect(claims.items()).toEqual([{ ...CLAIM, state: 'open' }])
  claims.put({ ...CLAIM, state: 'paid' })
  expect(await handler({ detail: CLAIM }, context())).toEqual({ opened: [] })
  expect(claims.items()).toEqual([{ ...CLAIM, state: 'paid' }])
})

test.each(['policy', 'destination'])('a claim that lacks its %s fails loudly', async (field) => {
  const lacking = Object.fromEntries(Object.entries(CLAIM).filter(([name]) => name !== field))
  await expect(handler(lacking, context())).rejects.toMatchObject({
    name: 'ClaimError',
    message: expect.stringContaining(field),
  })
  expect(claims.items()).toEqual([])
})
