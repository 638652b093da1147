import { context, settings } from '#testing'

import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { mockClient } from 'aws-sdk-client-mock'
import { expect, test } from 'vitest'

import { handler } from '../app'

test('one object per kind and hour and the same ones again', async () => {
  settings({ ARCHIVE_BUCKET_NAME: 'archive' })
  const bucket = new Map<string, string>()
  mockClient(S3Client)
    .on(PutObjectCommand, { Bucket: 'archive' })
    .callsFake(async ({ Key, Body }: { Key: string; Body: string }) => bucket.set(Key, Body))
  const events = [
    { kind: 'click', at: '2026-11-23T10:59:59Z' },
    { kind: 'click', at: '2026-11-23T11:30:00+01:00' },
    { kind: 'click', at: '2026-11-23T11:00:00Z' },
    { kind: '../../etc', at: '?' },
  ]
  for (let time = 0; time < 2; time += 1) {
    expect(await handler({ batch: 'b1', piece: 0, events }, context())).toEqual({ objects: 3 })
  }
  const keys = [...bucket.keys()].sort()
  expect(keys.map((key) => key.slice(0, key.lastIndexOf('/')))).toEqual([
    '______etc/unknown',
    'click/2026/11/23/10',
    'click/2026/11/23/11',
  ])
  const lines = bucket.get(keys[1] ?? '')?.trim().split('\n') ?? []
  expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(events.slice(0, 2))
})
