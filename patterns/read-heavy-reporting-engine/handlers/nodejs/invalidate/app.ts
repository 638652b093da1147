/** Remove old reports: work out which entries a change touches, and make them old. */

import type { SNSEvent } from 'aws-lambda'

import { Cache } from '#shared/cache'
import { logger, observed } from '#shared/observed'
import { invalidate } from '#shared/reports'
import { isObject, isText } from '#shared/values'

// Nobody waits for this, so it may be more patient than a reader.
const cache = new Cache('REPORTS', 1)

/** The notice does not say what changed. */
export class ChangeError extends Error {
  override readonly name = 'ChangeError'
}

/** What fails is tried again and then kept; meanwhile the time to live bounds how old a report can be. */
export const handler = observed(async (event: SNSEvent) => {
  for (const record of event.Records) {
    const place = placeOf(record.Sns.Message)
    await invalidate(cache, place.shop, place.day)
    logger.info('reports removed', place)
  }
})

/** Shop and day of a sale. Throws ChangeError. */
function placeOf(message: string): { shop: string; day: string } {
  const said: unknown = JSON.parse(message)
  const { shop, day } = isObject(said) ? said : {}
  if (!isText(shop) || !isText(day)) throw new ChangeError('a change needs shop and day')
  return { shop, day }
}
