import { settings } from '#testing'

import { beforeEach, expect, test, vi } from 'vitest'

import { isGenuine, sign } from '../signature'

vi.mock('../secrets', () => ({ secret: async () => 'shared' }))

beforeEach(() => settings({ SIGNING_SECRET_ARN: 'arn:secret' }))

test('the signature of the provider is accepted', async () => {
  expect(await isGenuine('{"id": "ä"}', sign('{"id": "ä"}', 'shared'))).toBe(true)
})

test.each([undefined, '', 'sha256=', `sha256=${'0'.repeat(64)}`, 'sha1=abc', 'é', 'é'.repeat(36)])(
  'anything else is not: %j',
  async (signature) => {
    expect(await isGenuine('{}', signature)).toBe(false)
  },
)

test('a changed body or another secret is not', async () => {
  expect(await isGenuine('{"id": 2}', sign('{"id": 1}', 'shared'))).toBe(false)
  expect(await isGenuine('{"id": 1}', sign('{"id": 1}', 'guessed'))).toBe(false)
})

test('the signature is what openssl makes of it', () => {
  // printf '{"id": 1}' | openssl dgst -sha256 -hmac shared
  expect(sign('{"id": 1}', 'shared')).toBe('sha256=90d07e3c101232097e97bef9ad3abff6703b04fa0f96b6f0cc2e323a08dde54e')
})
