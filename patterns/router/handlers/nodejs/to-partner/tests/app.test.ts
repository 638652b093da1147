import { answerFetch, context, settings } from '#testing'

import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { mockClient } from 'aws-sdk-client-mock'
import { beforeEach, expect, test } from 'vitest'

import { handler } from '../app'

const SHARE = { batch: 'b1', piece: 0, events: [{ kind: 'click', n: 1 }] }

beforeEach(() => settings({ PARTNER_BASE_URL: 'https://partner.example' }))

test('events go out under the partner’s names', async () => {
  const sent = answerFetch({ body: {} })
  expect(await handler(SHARE, context())).toEqual({ told: 1 })
  expect(sent).toHaveLength(1)
  expect(sent[0]).toMatchObject({ method: 'POST', url: 'https://partner.example/notices' })
  expect(JSON.parse(sent[0]?.body ?? '')).toEqual({ notices: [{ type: 'click', payload: SHARE.events[0] }] })
  expect(sent[0]?.headers.get('Idempotency-Key')).toBe('b1#0')
  expect(sent[0]?.headers.has('Authorization')).toBe(false)
})

test('a key comes from Secrets Manager and from nowhere else', async () => {
  settings({ PARTNER_KEY_SECRET_ARN: 'arn:secret' })
  mockClient(SecretsManagerClient).on(GetSecretValueCommand, { SecretId: 'arn:secret' }).resolves({ SecretString: 'k' })
  const sent = answerFetch({ body: {} })
  await handler(SHARE, context())
  expect(sent[0]?.headers.get('Authorization')).toBe('Bearer k')
})
