/** Put each changed profile into the cache, as readers want it; what is newer wins. */

import type { DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda'

import { Cache } from '#shared/cache'
import { changeOf, numberOf } from '#shared/images'
import { observed } from '#shared/observed'
import { inOrder } from '#shared/ordered'
import { type Profile, putIfNewer, remove } from '#shared/ready'

// Nobody waits for this, so it may be more patient than a reader.
const cache = new Cache('READY', 1)

/** In order; at the first failure, name the record to go on from. */
export const handler = observed((event: DynamoDBStreamEvent) => inOrder(event.Records, numberOf, refresh))

/** One change. Throws CacheError. */
async function refresh(record: DynamoDBRecord): Promise<void> {
  const { item, removed } = changeOf(record)
  const profile = item as unknown as Profile
  if (removed) await remove(cache, profile)
  else await putIfNewer(cache, profile)
}
