/** A circuit's state in Valkey or Redis: a hash for the state and a counter that expires.
 *
 * Changes that depend on the state are made in a transaction that starts over if somebody else was quicker. Both keys
 * share a hash tag, so that they lie in one slot of a cluster.
 */

import { type Circuit, CLOSED, type Store, StoreError } from '#shared/breaker'
import type { Cache, Together } from '#shared/cache'

type Entry = Readonly<Record<string, string>>

/** The circuit of one dependency. */
export class CacheCircuit implements Store {
  private readonly key: string
  private readonly failures: string

  constructor(
    private readonly cache: Cache,
    dependency: string,
  ) {
    this.key = `circuit:{${dependency}}`
    this.failures = `${this.key}:failures`
  }

  /** The state as it is; no entry means closed. */
  async read(): Promise<Circuit> {
    const { until, attempt } = await answer(() => this.cache.run((commands) => commands.hGetAll(this.key)))
    return until === undefined ? CLOSED : { isOpen: true, until: Number(until), attempt: Number(attempt) }
  }

  /** One atomic command counts; the counter goes when the window is over. */
  async countFailure(_now: number, window: number): Promise<number> {
    const time = Math.max(1, Math.round(window))
    const [count] = await answer(() =>
      this.cache.run((commands) => commands.multi().incr(this.failures).expire(this.failures, time, 'NX').exec()),
    )
    return Number(count)
  }

  /** The first to open it wins; the others' wish is the same. */
  async open(until: number): Promise<boolean> {
    return this.change((entry, together) => {
      if (entry['until'] !== undefined) return false
      together.hSet(this.key, { until, attempt: 0, good: 0 })
      together.del(this.failures)
      return true
    })
  }

  /** Under the condition that nobody probes, or that whoever did has been silent for too long. */
  async takeProbe(owner: string, now: number, lock: number): Promise<boolean> {
    return this.change((entry, together) => {
      const { until, probe_until: probing = 0 } = entry
      if (until === undefined || now < Number(until) || now < Number(probing)) return false
      together.hSet(this.key, { probe: owner, probe_until: now + lock })
      return true
    })
  }

  /** The last good probe removes the entry, which closes the circuit. */
  async probeSucceeded(owner: string, needed: number): Promise<boolean> {
    return this.change((entry, together) => {
      if (entry['probe'] !== owner) return false
      const good = Number(entry['good']) + 1
      if (good >= needed) {
        together.del([this.key, this.failures])
        return true
      }
      together.hSet(this.key, 'good', good)
      together.hDel(this.key, ['probe', 'probe_until'])
      return false
    })
  }

  /** Good probes must come in a row, so the count starts over. */
  async probeFailed(owner: string, until: number, attempt: number): Promise<boolean> {
    return this.change((entry, together) => {
      if (entry['probe'] !== owner) return false
      together.hSet(this.key, { until, attempt, good: 0 })
      together.hDel(this.key, ['probe', 'probe_until'])
      return true
    })
  }

  private async change(decide: (entry: Entry, together: Together) => boolean): Promise<boolean> {
    return answer(() => this.cache.change(this.key, (commands) => commands.hGetAll(this.key), decide))
  }
}

async function answer<Result>(ask: () => Promise<Result>): Promise<Result> {
  try {
    return await ask()
  } catch (error) {
    throw new StoreError(error instanceof Error ? error.message : 'no answer', { cause: error })
  }
}
