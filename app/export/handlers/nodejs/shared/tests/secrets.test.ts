import '#testing'

import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { mockClient } from 'aws-sdk-client-mock'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { secret } from '#shared/secrets'

const manager = mockClient(SecretsManagerClient)

beforeEach(() => {
  vi.useFakeTimers()
  manager.reset()
})
afterEach(() => vi.useRealTimers())

test('a secret is asked for once in five minutes', async () => {
  manager.on(GetSecretValueCommand).resolvesOnce({ SecretString: 'old' }).resolves({ SecretString: 'new' })
  expect(await secret('arn:a')).toBe('old')
  vi.advanceTimersByTime(299_000)
  expect(await secret('arn:a')).toBe('old')
  vi.advanceTimersByTime(1_000)
  expect(await secret('arn:a')).toBe('new')
})

test('each secret is its own', async () => {
  manager.on(GetSecretValueCommand, { SecretId: 'arn:b' }).resolves({ SecretString: 'b' })
  manager.on(GetSecretValueCommand, { SecretId: 'arn:c' }).resolves({ SecretString: 'c' })
  expect([await secret('arn:b'), await secret('arn:c')]).toEqual(['b', 'c'])
})

test('what is no text is no secret that a header could carry', async () => {
  manager.on(GetSecretValueCommand).resolves({ SecretBinary: new Uint8Array([1]) })
  await expect(secret('arn:d')).rejects.toThrow('arn:d')
})
