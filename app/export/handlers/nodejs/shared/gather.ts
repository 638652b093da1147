/** Asking several at once, with one deadline for all. */

import { logger } from './observed'

type Ask<Answer> = (name: string, signal: AbortSignal) => Promise<Answer>

/** What came before the deadline, by name. Who is late or fails is logged; the signal tells the late to stop. */
export async function gather<Answer>(
  names: readonly string[],
  seconds: number,
  ask: Ask<Answer>,
): Promise<Map<string, Answer>> {
  const stop = new AbortController()
  const late = new Promise<never>((_, reject) => {
    stop.signal.addEventListener('abort', () => reject(new Error('no answer in time')))
  })
  const timer = setTimeout(() => stop.abort(), seconds * 1_000)
  const asked = names.map((name) => Promise.race([ask(name, stop.signal), late]))
  const outcomes = await Promise.allSettled(asked)
  clearTimeout(timer)
  const answers = new Map<string, Answer>()
  for (const [index, name] of names.entries()) {
    const outcome = outcomes[index]
    if (outcome?.status === 'fulfilled') answers.set(name, outcome.value)
    else logger.warn('no answer', { asked: name, reason: String(outcome?.reason) })
  }
  return answers
}
