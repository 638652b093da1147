/** What a report is called in the cache: everything that changes the answer is part of its key.
 *
 * A shop's day has a generation. A change of its sales raises it, and with it the keys of all its reports, so that a
 * reader who stores an old result just after the change stores it where nobody looks.
 */

import type { Cache } from './cache'

/** Longer than any entry lives, or an old generation could come again while its entries are still there. */
export const GENERATION_SECONDS = 14 * 86_400

/** The report's key as of now. Throws CacheError. */
export async function keyOf(cache: Cache, report: string, shop: string, day: string): Promise<string> {
  const generation = await cache.run((commands) => commands.get(generationOf(shop, day)))
  return `report:${report}:${shop}:${day}:${generation ?? 0}`
}

/** Make all reports of a shop's day old. Throws CacheError. */
export async function invalidate(cache: Cache, shop: string, day: string): Promise<void> {
  const name = generationOf(shop, day)
  await cache.run((commands) => commands.multi().incr(name).expire(name, GENERATION_SECONDS).exec())
}

function generationOf(shop: string, day: string): string {
  return `generation:${shop}:${day}`
}
