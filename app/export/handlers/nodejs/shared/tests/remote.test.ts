import { answerFetch, settings } from '#testing'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'

import { call, RefusedError, RemoteError, seconds } from '../remote'

let server: Server | undefined

beforeEach(() => settings({ PARTNER_BASE_URL: 'https://partner.example/v1/' }))
afterEach(async () => {
  server?.closeAllConnections()
  await new Promise((done) => (server ? server.close(done) : done(undefined)))
  server = undefined
})

test('an answer is its JSON', async () => {
  const fetched = answerFetch({ body: { ok: true } })
  expect(await call('PARTNER', 'POST', '/rates', { body: { a: 1 }, headers: { 'X-Key': 'k' } })).toEqual({ ok: true })
  expect(fetched).toMatchObject([{ method: 'POST', url: 'https://partner.example/v1/rates', body: '{"a":1}' }])
  expect(fetched[0]?.headers.get('Content-Type')).toBe('application/json')
  expect(fetched[0]?.headers.get('X-Key')).toBe('k')
})

test.each([429, 500, 503])('an ill API says so and when to come back: %i', async (status) => {
  answerFetch({ status, headers: { 'Retry-After': '7' } })
  const ill = call('PARTNER', 'GET', '/')
  await expect(ill).rejects.toBeInstanceOf(RemoteError)
  await expect(ill).rejects.toMatchObject({ retryAfter: 7 })
})

test.each([301, 400, 401, 404, 422])('a refusal is no illness: %i', async (status) => {
  answerFetch({ status, body: { why: 'no' } })
  const refused = call('PARTNER', 'GET', '/')
  await expect(refused).rejects.toBeInstanceOf(RefusedError)
  await expect(refused).rejects.toMatchObject({ status })
})

test('no connection is an illness', async () => {
  const cause = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' })
  answerFetch(new TypeError('fetch failed', { cause }))
  const ill = call('PARTNER', 'GET', '/')
  await expect(ill).rejects.toMatchObject({ name: 'RemoteError', message: 'ECONNREFUSED' })
})

test('an answer that does not come in time is an illness', async () => {
  const silent = createServer(() => undefined)
  server = silent
  await new Promise<void>((listening) => silent.listen(0, '127.0.0.1', listening))
  const { port } = silent.address() as AddressInfo
  settings({ PARTNER_BASE_URL: `http://127.0.0.1:${port}`, PARTNER_TIMEOUT_SECONDS: '0.05' })
  await expect(call('PARTNER', 'GET', '/')).rejects.toMatchObject({ message: 'TimeoutError' })
})

test('an answer that is no JSON is an illness and an empty one is not', async () => {
  answerFetch({ body: '<html>' })
  await expect(call('PARTNER', 'GET', '/')).rejects.toThrow('no JSON')
  answerFetch({ status: 204 })
  expect(await call('PARTNER', 'GET', '/')).toBeNull()
})

test.each([
  [null, undefined],
  ['12', 12],
  ['Wed, 21 Oct 2026 07:28:00 GMT', undefined],
])('Retry-After %s', (header, expected) => {
  expect(seconds(header)).toBe(expected)
})
