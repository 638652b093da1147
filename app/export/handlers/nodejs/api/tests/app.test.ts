import { context, httpEvent, restEvent } from '#testing'

import { beforeEach, expect, test, vi } from 'vitest'

import { handOn } from '#shared/targets'

import { handler } from '../app'
import { handle } from '../logic'

vi.mock('../logic')
vi.mock('#shared/targets')

beforeEach(() => {
  vi.mocked(handOn).mockReset().mockResolvedValue({})
  vi.mocked(handle)
    .mockReset()
    .mockImplementation(async (message) => message)
})

async function ask(event: Parameters<typeof handler>[0]): Promise<[number, Record<string, unknown>]> {
  const { statusCode, body } = await handler(event, context())
  return [statusCode, JSON.parse(body) as Record<string, unknown>]
}

test.each([httpEvent, restEvent])('the logic sees the same request whatever stands in front', async (event) => {
  const said = { body: '{"a": 1}', parameters: { id: '7' }, query: { q: 'x' } }
  const seen = { method: 'POST', path: '/orders/7', parameters: { id: '7' }, query: { q: 'x' }, body: { a: 1 } }
  expect(await ask(event('POST', '/orders/7', said))).toEqual([200, seen])
})

test('a body in base64 and one that is no JSON', async () => {
  const packed = httpEvent('POST', '/', { body: Buffer.from('{"a": 1}').toString('base64') })
  packed.isBase64Encoded = true
  expect(await ask(packed)).toMatchObject([200, { body: { a: 1 } }])
  expect(await ask(httpEvent('POST', '/', { body: '{' }))).toMatchObject([400, {}])
  const text = httpEvent('POST', '/', { body: 'hello', headers: { 'Content-Type': 'text/plain' } })
  expect(await ask(text)).toMatchObject([200, { body: 'hello' }])
  expect(await ask(httpEvent('GET', '/'))).toMatchObject([200, { body: null }])
})

test('what fails is a 500 that tells the caller nothing', async () => {
  vi.mocked(handle).mockRejectedValue(new Error('the password is swordfish'))
  const [status, body] = await ask(httpEvent('GET', '/'))
  expect(status).toBe(500)
  expect(JSON.stringify(body)).not.toContain('swordfish')
})

test('answers from behind go along', async () => {
  vi.mocked(handOn).mockResolvedValue({ price: 5 })
  expect(await ask(httpEvent('GET', '/'))).toMatchObject([200, { answers: { price: 5 } }])
})
