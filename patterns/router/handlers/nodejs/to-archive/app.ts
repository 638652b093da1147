/** Archive events: one object per kind and hour of each share. */

import { createHash } from 'node:crypto'

import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3'

import { connect } from '#shared/clients'
import { momentOf } from '#shared/moments'
import { observed, logger } from '#shared/observed'
import { setting } from '#shared/settings'
import { keyOf, type Share } from '#shared/share'

const objects = connect(S3Client, 10)

/** The name comes from batch and piece, so that a share that comes twice overwrites its own objects. */
export const handler = observed(async (event: Share) => {
  const share = createHash('sha256').update(keyOf(event)).digest('hex').slice(0, 20)
  const places = new Map<string, string>()
  for (const one of event.events) {
    const place = placeOf(one)
    places.set(place, `${places.get(place) ?? ''}${JSON.stringify(one)}\n`)
  }
  for (const [place, lines] of places) {
    await objects.send(
      new PutObjectCommand({
        Bucket: setting('ARCHIVE_BUCKET_NAME'),
        Key: `${place}/${share}.jsonl`,
        Body: lines,
        ContentType: 'application/x-ndjson',
      }),
    )
  }
  logger.info('archived', { batch: event.batch, objects: places.size })
  return { objects: places.size }
})

/** The folder of an event; what says no time lies under `unknown`. */
function placeOf(event: Record<string, unknown>): string {
  const kind = String(event['kind']).replace(/[^\p{L}\p{N}_-]/gu, '_')
  // 2026-11-23T10:59:59.000Z → 2026/11/23/10
  const hour = momentOf(event['at'])?.toISOString().slice(0, 13).replace(/[-T]/g, '/') ?? 'unknown'
  return `${kind}/${hour}`
}
