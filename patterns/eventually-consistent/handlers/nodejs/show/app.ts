/** Show a profile: from the cache, where it lies ready, and from the table only if the cache has no entry. */

import { GetCommand } from '@aws-sdk/lib-dynamodb'

import { Cache, CacheError } from '#shared/cache'
import { documents } from '#shared/documents'
import { answer, routes, ServiceError } from '#shared/http'
import { logger } from '#shared/observed'
import { get, type Profile, putIfNewer } from '#shared/ready'
import { setting } from '#shared/settings'

const cache = new Cache('READY')

/** 404 if there is no such profile. */
export const handler = routes({
  'GET /profiles/{person}': async ({ parameters: { person = '' } }) => {
    const found = (await fromCache(person)) ?? (await fromTable(person))
    if (found === undefined) throw new ServiceError(404, 'No such profile.')
    return answer(200, { person: found.person, name: found.name ?? null, picture: found.picture ?? null })
  },
})

/** The profile if it is ready; a dead cache has none. */
async function fromCache(person: string): Promise<Profile | undefined> {
  try {
    return await get(cache, person)
  } catch (error) {
    logWithoutCache('the cache does not answer', error)
    return undefined
  }
}

async function fromTable(person: string): Promise<Profile | undefined> {
  const { Item } = await documents.send(
    new GetCommand({ TableName: setting('PROFILES_TABLE_NAME'), Key: { person } }),
  )
  if (Item !== undefined) await fill(Item as Profile)
  return Item as Profile | undefined
}

/** Keep what the table said, unless a change was quicker. */
async function fill(profile: Profile): Promise<void> {
  try {
    await putIfNewer(cache, profile)
  } catch (error) {
    logWithoutCache('not kept', error)
  }
}

function logWithoutCache(what: string, error: unknown): void {
  if (!(error instanceof CacheError)) throw error
  logger.warn(what, error)
}
