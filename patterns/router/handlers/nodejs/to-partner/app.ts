/** Pass events on to the partner, under the partner's names.
 *
 * If PARTNER_KEY_SECRET_ARN is set, the partner's API key is read from Secrets Manager and sent along.
 */

import { observed, logger } from '#shared/observed'
import { call } from '#shared/remote'
import { secret } from '#shared/secrets'
import { keyOf, type Share } from '#shared/share'

/** One request per share. */
export const handler = observed(async (event: Share) => {
  const notices = event.events.map((one) => ({ type: one['kind'] ?? null, payload: one }))
  await call('PARTNER', 'POST', '/notices', { body: { notices }, headers: await headers(keyOf(event)), timeout: 10 })
  logger.info('told', { batch: event.batch, events: notices.length })
  return { told: notices.length }
})

/** What goes with the request: the key by which the partner knows a repetition, and ours if there is one. */
async function headers(key: string): Promise<Record<string, string>> {
  const arn = process.env['PARTNER_KEY_SECRET_ARN']
  return { 'Idempotency-Key': key, ...(arn && { Authorization: `Bearer ${await secret(arn)}` }) }
}
