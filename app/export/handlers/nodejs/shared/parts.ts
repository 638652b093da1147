/** Parts of a run as objects: `jobs/<job>/<number>-of-<total>.json`, and the run that they are merged into. */

import { type Chunk, padded } from './chunks'
import * as storage from './storage'

const KEY = /^jobs\/([^/]+)\/[0-9]+-of-([0-9]+)\.json$/

/** Where a chunk's part lies. */
export function keyOf({ job, chunk, total }: Chunk): string {
  return `jobs/${job}/${padded(chunk)}-of-${padded(total)}.json`
}

/** The job that a part belongs to, and how many parts that has. Throws RangeError. */
export function placeOf(key: string): { job: string; total: number } {
  const [, job, total] = KEY.exec(key) ?? []
  if (job === undefined) throw new RangeError(`${key} is no part of a run`)
  return { job, total: Number(total) }
}

/** The parts that are there, in order; not those of a run of the same name that was cut otherwise. */
export async function partsOf(bucket: string, job: string, total: number): Promise<string[]> {
  const keys = await storage.keysOf(bucket, `jobs/${job}/`)
  return keys.filter((key) => Number(KEY.exec(key)?.[2]) === total)
}

/** Write the merged run, under the condition that there is none; false if there was. Doing it twice is harmless. */
export async function merge(source: string, keys: readonly string[], target: string, job: string): Promise<boolean> {
  const parts: unknown[] = []
  for (const key of keys) parts.push(await storage.read(source, key))
  return storage.writeOnce(target, `runs/${job}.json`, { job, parts })
}
