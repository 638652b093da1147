import { context, settings } from '#testing'

import { beforeEach, expect, test } from 'vitest'

import { type FakeTable, FakeTables } from '#shared/table_testing'

import { handler, RequestError } from '../app'

const GRANT = { action: 'grant', user: 'ada', route: 'GET /invoices', asked_by: 'grace' }
let table: FakeTable

beforeEach(() => {
  settings({ PERMISSIONS_TABLE_NAME: 'permissions' })
  table = new FakeTables().make('permissions', 'user')
})

test('a grant is there once, however often it is asked for', async () => {
  await handler(GRANT, context())
  expect(await handler(GRANT, context())).toEqual({ user: 'ada', routes: ['GET /invoices'] })
  expect(table.get({ user: 'ada' })).toMatchObject({ changed_by: 'grace', last_change: 'grant GET /invoices' })
})

test('a revocation leaves the others', async () => {
  await handler(GRANT, context())
  await handler({ ...GRANT, route: 'POST /invoices' }, context())
  expect(await handler({ ...GRANT, action: 'revoke' }, context())).toMatchObject({ routes: ['POST /invoices'] })
})

test('revoking what was never granted is no error', async () => {
  expect(await handler({ ...GRANT, action: 'revoke' }, context())).toMatchObject({ routes: [] })
})

test.each(['action', 'user', 'route', 'asked_by'])('a request without %s is refused by that name', async (field) => {
  const asked = handler({ ...GRANT, [field]: '' }, context())
  await expect(asked).rejects.toBeInstanceOf(RequestError)
  await expect(asked).rejects.toThrow(field)
})
