import { context, httpEvent, restEvent, settings } from '#testing'

import { beforeEach, expect, test } from 'vitest'

import { FakeTables } from '#shared/table_testing'

import { handler } from '../app'

beforeEach(() => {
  settings({ INVOICES_TABLE_NAME: 'invoices' })
  const table = new FakeTables().make('invoices', 'customer', 'invoice')
  table.put({ customer: 'c7', invoice: '2026-1', cents: 1900 })
  table.put({ customer: 'c7', invoice: '2026-2', cents: 1900 })
  table.put({ customer: 'c9', invoice: '2026-3', cents: 1900 })
})

async function ask(event: Parameters<typeof handler>[0]): Promise<[number, unknown]> {
  const { statusCode, body } = await handler(event, context())
  return [statusCode, JSON.parse(body)]
}

test('the customer of the authorizer gets their invoices, newest first', async () => {
  const invoices = [
    { invoice: '2026-2', cents: 1900 },
    { invoice: '2026-1', cents: 1900 },
  ]
  expect(await ask(restEvent('GET', '/invoices', { authorizer: { customer: 'c7' } }))).toEqual([200, { invoices }])
})

test('so does the one in the claims of the token', async () => {
  const event = httpEvent('GET', '/invoices', { authorizer: { jwt: { claims: { customer: 'c9' } } } })
  expect(await ask(event)).toEqual([200, { invoices: [{ invoice: '2026-3', cents: 1900 }] }])
})

test('what the request says about the customer counts for nothing', async () => {
  const said = { headers: { customer: 'c9' }, query: { customer: 'c9' } }
  expect((await ask(restEvent('GET', '/invoices', said)))[0]).toBe(403)
  const [, body] = await ask(restEvent('GET', '/invoices', { ...said, authorizer: { customer: 'c7' } }))
  expect(JSON.stringify(body)).not.toContain('2026-3')
})
