/** Points in time as text. */

const ISO = /^\d{4}-\d{2}-\d{2}([T ]\d{2}(:\d{2}(:\d{2}(\.\d+)?)?)?(Z|[+-]\d{2}(:?\d{2})?)?)?$/

/** The moment that an ISO 8601 text names; undefined for anything else, which `Date` would guess at. */
export function momentOf(text: unknown): Date | undefined {
  if (typeof text !== 'string' || !ISO.test(text)) return undefined
  const moment = new Date(text)
  return Number.isNaN(moment.getTime()) ? undefined : moment
}
