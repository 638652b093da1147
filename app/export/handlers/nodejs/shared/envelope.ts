/** What a queue's message says, whether it came straight or through a topic. */

/** The message itself: SNS puts it into an envelope unless raw delivery is on. */
export function unwrapped(body: string): string {
  let outer: unknown
  try {
    outer = JSON.parse(body)
  } catch {
    return body
  }
  const { Type, Message } = Object(outer) as { Type?: unknown; Message?: unknown }
  return Type === 'Notification' && typeof Message === 'string' ? Message : body
}
