/** Save a review. The API has answered already, so what is wrong here is thrown, retried and then kept. */

import { PutCommand } from '@aws-sdk/lib-dynamodb'

import { documents } from '#shared/documents'
import { observed, logger } from '#shared/observed'
import { setting } from '#shared/settings'
import { isText, isWhole } from '#shared/values'

const LONGEST = 4_000

interface Review {
  film: string
  visitor: string
  stars: number
  text: string
}

/** What came is no review; the API's request validation should have refused it. */
export class ReviewError extends Error {
  override readonly name = 'ReviewError'
}

/** One review per film and visitor: writing again replaces it, so a retry does no harm. */
export const handler = observed(async (event: Record<string, unknown>) => {
  if (!isReview(event)) {
    throw new ReviewError(`a review needs film, visitor, stars from 1 to 5, and text up to ${LONGEST} letters`)
  }
  const { film, visitor, stars, text } = event
  const savedAt = new Date().toISOString().replace(/\.\d+Z$/, '+00:00')
  await documents.send(
    new PutCommand({
      TableName: setting('REVIEWS_TABLE_NAME'),
      Item: { film, visitor, stars, text: text.trim(), saved_at: savedAt },
    }),
  )
  logger.info('saved', { film, visitor })
  return { film, visitor }
})

function isReview(event: Record<string, unknown>): event is Record<string, unknown> & Review {
  const { film, visitor, stars, text } = event
  return (
    isText(film) &&
    isText(visitor) &&
    isWhole(stars) &&
    stars >= 1 &&
    stars <= 5 &&
    typeof text === 'string' &&
    text.length <= LONGEST
  )
}
