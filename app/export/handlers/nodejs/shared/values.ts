/** What a value from outside is, told in a way that the compiler understands. */

/** Whether it is an object of JSON, which is neither a list nor null. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Whether it is a text, and not an empty one. */
export function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== ''
}

/** Whether it is a whole number, and one that JavaScript can tell from its neighbours. */
export function isWhole(value: unknown): value is number {
  return Number.isSafeInteger(value)
}

/** A text as the JSON that it is, or as itself. */
export function jsonOrText(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** A value as JSON, with DynamoDB's sets as lists in order. */
export function toJson(value: unknown): string {
  return JSON.stringify(value, (_name, part: unknown) => {
    if (!(part instanceof Set)) return part
    return [...(part as Set<string | number>)].sort((one, other) => (one < other ? -1 : 1))
  })
}
