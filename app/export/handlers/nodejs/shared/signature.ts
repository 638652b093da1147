/** Signatures of webhooks: HMAC-SHA256 over the raw body, with a secret that the provider and we share. */

import { createHmac, timingSafeEqual } from 'node:crypto'

import { secret } from './secrets'
import { setting } from './settings'

export const HEADER = 'X-Signature'

/** The header's value for a body: `sha256=` and 64 hexadecimal digits. */
export function sign(body: string, key: string): string {
  return `sha256=${createHmac('sha256', key).update(body).digest('hex')}`
}

/** Whether the provider signed exactly this body. Takes the same time wherever the signatures differ. */
export async function isGenuine(body: string, signature: string | undefined): Promise<boolean> {
  if (!signature) return false
  const given = Buffer.from(signature)
  const right = Buffer.from(sign(body, await secret(setting('SIGNING_SECRET_ARN'))))
  return given.length === right.length && timingSafeEqual(given, right)
}
