import { answerFetch, context, settings } from '#testing'

import { expect, test } from 'vitest'

import { handler } from '../app'

test('events become figures', async () => {
  settings({ MONITORING_BASE_URL: 'https://monitoring.example' })
  const sent = answerFetch({ body: {} })
  const share = { batch: 'b1', piece: 2, events: [{ kind: 'click' }, { kind: 'click' }, { kind: 'error' }] }
  expect(await handler(share, context())).toEqual({ reported: 3 })
  expect(sent).toHaveLength(1)
  expect(sent[0]).toMatchObject({ method: 'POST', url: 'https://monitoring.example/figures' })
  expect(JSON.parse(sent[0]?.body ?? '')).toEqual({ figures: { click: 2, error: 1 } })
  expect(sent[0]?.headers.get('Idempotency-Key')).toBe('b1#2')
})
