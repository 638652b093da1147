/** A run, and the chunks that it is cut into. The same run gives the same chunks, so cutting it twice does no harm. */

import { isObject, isText, isWhole } from './values'

const CHUNK_SIZE = 150
const WIDTH = 5

/** What came is no run and no chunk. */
export class RunError extends Error {
  override readonly name = 'RunError'
}

/** A part of a run, numbered from 1. */
export interface Chunk {
  readonly job: string
  readonly chunk: number
  readonly total: number
  readonly customers: readonly string[]
}

/** A number as part of a name; names sort as numbers do. */
export function padded(number: number): string {
  return String(number).padStart(WIDTH, '0')
}

/** The chunks of `{"job": "2026", "customers": ["c1", …]}`. Throws RunError. */
export function* cut(run: unknown, size = CHUNK_SIZE): Generator<Chunk> {
  const { job, customers } = isObject(run) ? run : {}
  if (!isName(job) || !Array.isArray(customers) || customers.length === 0) {
    throw new RunError('a run needs a job, without slashes, and customers')
  }
  const total = Math.ceil(customers.length / size)
  for (let chunk = 1; chunk <= total; chunk += 1) {
    yield { job, chunk, total, customers: customers.slice((chunk - 1) * size, chunk * size).map(String) }
  }
}

/** The chunk in a message. Throws RunError. */
export function read(message: unknown): Chunk {
  const { job, chunk, total, customers } = isObject(message) ? message : {}
  const inRun = isWhole(chunk) && isWhole(total) && 1 <= chunk && chunk <= total
  if (!isName(job) || !inRun || !Array.isArray(customers)) {
    throw new RunError('a chunk needs job, chunk, total and customers')
  }
  return { job, chunk, total, customers: customers.map(String) }
}

function isName(job: unknown): job is string {
  return isText(job) && !job.includes('/')
}
