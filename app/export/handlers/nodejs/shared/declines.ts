/** Declined payments in log lines, as notices that other services may see. */

import type { CloudWatchLogsEvent } from 'aws-lambda'

import { linesOf } from './loglines'
import { logger } from './observed'
import { isObject } from './values'

/** What other services are told of a decline. Its id lets them ignore one that they know. */
export interface Notice {
  id: string
  version: 1
  [shared: string]: unknown
}

/** The fields of a line that a notice may carry. Whatever else stands in it, a card's number above all, stays here. */
const SHARED = ['payment', 'reason', 'risk', 'amount', 'currency', 'at']

/** One notice per decline. */
export function notices(event: CloudWatchLogsEvent): Notice[] {
  return linesOf(event).flatMap(({ id, message }) => {
    const told = parsed(message)
    if (told === undefined) logger.warn('a line that is no JSON', { line: id })
    if (!isObject(told) || told['outcome'] !== 'declined') return []
    return [{ id, version: 1, ...Object.fromEntries(Object.entries(told).filter(([name]) => SHARED.includes(name))) }]
  })
}

function parsed(message: string): unknown {
  try {
    return JSON.parse(message)
  } catch {
    return undefined
  }
}
