/** Ready answers in a cache: one key, one profile as readers want it, and never an older one over a newer. */

import type { Cache } from './cache'
import { isWhole } from './values'

/** A profile as readers want it. */
export interface Profile {
  readonly person: string
  readonly name?: unknown
  readonly picture?: unknown
  readonly last_updated: number
}

/** What lies in the cache: a profile, or that there was one. */
type Entry = Profile & { readonly removed?: true }

/** For how long it is known that a profile is gone: longer than a reader is on its way with what the table said. */
const REMEMBERED_SECONDS = 3_600

/** The profile; undefined if the cache has forgotten it. Throws CacheError. */
export async function get(cache: Cache, person: string): Promise<Profile | undefined> {
  const entry = entryOf(await cache.run((commands) => commands.get(keyOf(person))))
  return entry?.removed ? undefined : entry
}

/** Keep the profile unless the one that is there is as new. Throws CacheError.
 *
 * A reader who fills the cache may be slower than a change; without this its old answer would stay.
 */
export async function putIfNewer(cache: Cache, profile: Profile): Promise<boolean> {
  const { person, name, picture, last_updated } = profile
  return putOver(cache, { person, name, picture, last_updated }, (before) => before.last_updated < last_updated)
}

/** Forget the profile, unless a newer one is there. Throws CacheError.
 *
 * That it is gone stays known for a while, or a slow reader would bring it back.
 */
export async function remove(cache: Cache, { person, last_updated }: Profile): Promise<void> {
  await putOver(cache, { person, last_updated, removed: true }, (before) => before.last_updated <= last_updated)
}

async function putOver(cache: Cache, entry: Entry, isOlder: (before: Entry) => boolean): Promise<boolean> {
  if (!isWhole(entry.last_updated)) throw new TypeError('a profile needs the time of its change')
  const key = keyOf(entry.person)
  return cache.change(
    key,
    (commands) => commands.get(key),
    (text, together) => {
      const before = entryOf(text)
      const wins = before === undefined || isOlder(before)
      if (wins) together.set(key, JSON.stringify(entry), entry.removed ? { EX: REMEMBERED_SECONDS } : {})
      return wins
    },
  )
}

function entryOf(text: string | null): Entry | undefined {
  return text === null ? undefined : (JSON.parse(text) as Entry)
}

function keyOf(person: string): string {
  return `profile:${person}`
}
