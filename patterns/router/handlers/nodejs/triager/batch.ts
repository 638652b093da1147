/** A batch of events as Firehose leaves it, and its shares. */

import { gunzipSync } from 'node:zlib'

export type Event = Record<string, unknown>

/** An asynchronous call takes 1 MB (Lambda Developer Guide, Lambda quotas); some room is left for the envelope. */
const MOST_BYTES = 900_000
const GZIP = Buffer.from([0x1f, 0x8b])

/** The events of a batch. Firehose writes them one behind the other, with or without line breaks. */
export function eventsIn(data: Uint8Array): Event[] {
  const packed = GZIP.equals(data.subarray(0, GZIP.length))
  const text = Buffer.from(packed ? gunzipSync(data) : data).toString('utf-8')
  return [...objectsIn(text)].map((one) => JSON.parse(one))
}

/** The events that each function wants, in order; one event can be meant for several. `*` takes what no other does. */
export function shares(
  events: readonly Event[],
  table: ReadonlyMap<string, readonly string[]>,
): ReadonlyMap<string, Event[]> {
  const wanted = new Map<string, Event[]>()
  for (const event of events) {
    for (const name of table.get(String(event['kind'])) ?? table.get('*') ?? []) {
      const share = wanted.get(name) ?? []
      share.push(event)
      wanted.set(name, share)
    }
  }
  return wanted
}

/** Shares that fit into an asynchronous call. */
export function pieces(events: readonly Event[], mostBytes = MOST_BYTES): Event[][] {
  const found: Event[][] = []
  let size = Infinity
  for (const event of events) {
    const length = Buffer.byteLength(JSON.stringify(event)) + 1
    if (size + length > mostBytes) {
      found.push([])
      size = 0
    }
    found.at(-1)?.push(event)
    size += length
  }
  return found
}

/** The texts of the JSON objects in a text, cut where a brace outside of strings closes the first. */
function* objectsIn(text: string): Generator<string> {
  let [start, depth] = [0, 0]
  for (const { 0: token, index } of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}]/g)) {
    if (token === '{') depth += 1
    if (token !== '}') continue
    depth -= 1
    if (depth > 0) continue
    yield text.slice(start, index + 1)
    start = index + 1
  }
  if (text.slice(start).trim() !== '') yield text.slice(start)
}
