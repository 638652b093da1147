import { context, httpEvent, restEvent } from '#testing'
import { expect, test } from 'vitest'

import { answer, jsonOf, requestOf, routes, ServiceError } from '../http'

const handler = routes({
  'GET /orders/{id}': async ({ parameters, query }) => answer(200, { id: parameters['id'], query }),
  'POST /orders': async (request) => answer(201, jsonOf(request), { Location: '/orders/7' }),
  'GET /refused': async () => {
    throw new ServiceError(409, 'Not now.')
  },
  'GET /broken': async () => {
    throw new Error('the password is swordfish')
  },
})

async function ask(event: Parameters<typeof handler>[0]): Promise<[number, unknown]> {
  const { statusCode, body } = await handler(event, context())
  return [statusCode, JSON.parse(body)]
}

test.each([httpEvent, restEvent])('a route is found by method and path, whatever stands in front', async (event) => {
  expect(await ask(event('GET', '/orders/7', { query: { q: 'x' } }))).toEqual([200, { id: '7', query: { q: 'x' } }])
  expect(await ask(event('POST', '/orders', { body: '{"a": 1}' }))).toEqual([201, { a: 1 }])
  expect(await ask(event('GET', '/orders/7/lines'))).toMatchObject([404, { statusCode: 404 }])
  expect(await ask(event('DELETE', '/orders/7'))).toMatchObject([404, {}])
})

test('a set is answered as a list in order', () => {
  const { body } = answer(200, { sizes: new Set(['S', 'L']), years: new Set([10, 9]) })
  expect(body).toBe('{"sizes":["L","S"],"years":[9,10]}')
})

test('the stage is no part of the path', () => {
  const event = httpEvent('GET', '/v1/orders')
  event.requestContext.stage = 'v1'
  expect(requestOf(event).path).toBe('/orders')
})

test('a body in base64 is told as it is meant, and header names in small letters', () => {
  const event = restEvent('POST', '/', { body: Buffer.from('{"a": 1}').toString('base64'), headers: { 'X-Key': 'k' } })
  event.isBase64Encoded = true
  expect(requestOf(event)).toMatchObject({ body: '{"a": 1}', headers: { 'x-key': 'k' } })
})

test('what is refused is an answer, and what breaks is an error of the function', async () => {
  expect(await ask(httpEvent('GET', '/refused'))).toEqual([409, { statusCode: 409, message: 'Not now.' }])
  expect(await ask(httpEvent('POST', '/orders', { body: '{' }))).toMatchObject([400, {}])
  await expect(handler(httpEvent('GET', '/broken'), context())).rejects.toThrow('swordfish')
})
