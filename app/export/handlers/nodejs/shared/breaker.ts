/** A circuit breaker: closed, open, half-open, with a state that all copies of the function share.
 *
 * - **Closed**: calls go through. `threshold` failures within `window` seconds open the circuit.
 * - **Open**: nobody calls. The time grows with every probe that fails, up to a limit, and has a random part.
 * - **Half-open**: when the time is over, one caller at a time gets through as a probe. `probes` good ones in a row close
 *   the circuit; a bad one opens it again, for longer.
 *
 * If the state can't be read or written, calls go through as if the circuit were closed: the breaker must not be what
 * breaks. The rules are here; where the state lives is the store's affair (`Store`).
 */

import { randomUUID } from 'node:crypto'

import { logger } from './observed'

/** The state can't be read or written just now. */
export class StoreError extends Error {
  override readonly name = 'StoreError'
}

/** When to open, for how long, and what it takes to close. Times in seconds. */
export interface Policy {
  readonly threshold: number
  readonly window: number
  readonly openFor: number
  readonly longest: number
  /** The largest random part of a wait, as a share of it. */
  readonly jitter: number
  readonly probes: number
  readonly probeLock: number
  /** For how long a copy in memory spares reading the state. */
  readonly memory: number
}

const USUAL: Policy = {
  threshold: 5,
  window: 60,
  openFor: 30,
  longest: 600,
  jitter: 0.2,
  probes: 3,
  probeLock: 10,
  memory: 1,
}

/** What the copies share. `until` says when an open circuit may be probed; `attempt` counts the bad probes. */
export interface Circuit {
  readonly isOpen: boolean
  readonly until: number
  readonly attempt: number
}

export const CLOSED: Circuit = { isOpen: false, until: 0, attempt: 0 }

/** Where the state lives. Every method is atomic and throws StoreError if the store does not answer in time. */
export interface Store {
  /** The state as it is. */
  read(): Promise<Circuit>
  /** Count a failure of a closed circuit, and say how many there were in this window. */
  countFailure(now: number, window: number): Promise<number>
  /** Open a closed circuit; false if it was open. */
  open(until: number): Promise<boolean>
  /** Become the one who probes, if the circuit is open, its time is over, and nobody else probes. */
  takeProbe(owner: string, now: number, lock: number): Promise<boolean>
  /** Count a good probe; true if it closed the circuit. Only the one who probes may. */
  probeSucceeded(owner: string, needed: number): Promise<boolean>
  /** Open for longer; only the one who probes may. */
  probeFailed(owner: string, until: number, attempt: number): Promise<boolean>
}

/** The right to make one call. Say afterwards how it went. */
export interface Permit {
  readonly probe?: string
  readonly attempt: number
}

const FREE: Permit = { attempt: 0 }

/** The circuit is open: the call must not be made. */
export class OpenError extends Error {
  override readonly name = 'OpenError'

  constructor(
    /** In how many seconds it may be worth asking again. */
    readonly retryAfter: number,
  ) {
    super(`open for another ${Math.round(retryAfter)} s`)
  }
}

/** Guards calls of one dependency. */
export class Breaker {
  private readonly policy: Policy
  private remembered: { readonly at: number; readonly circuit: Circuit } | undefined

  constructor(
    private readonly store: Store,
    policy: Partial<Policy> = {},
  ) {
    this.policy = { ...USUAL, ...policy }
  }

  /** May the call be made? Throws OpenError, which says when to come back. */
  async enter(): Promise<Permit> {
    try {
      return await this.permit(seconds())
    } catch (error) {
      if (!(error instanceof StoreError)) throw error
      logger.warn('the circuit’s state can’t be read; calling as if it were closed', { error })
      return FREE
    }
  }

  private async permit(now: number): Promise<Permit> {
    const circuit = await this.state(now)
    if (!circuit.isOpen) return FREE
    if (now < circuit.until) throw new OpenError(circuit.until - now)
    const probe = randomUUID()
    if (await this.store.takeProbe(probe, now, this.policy.probeLock)) {
      // What is remembered may be a second old; the attempt must be the one that this probe is about.
      return { probe, attempt: (await this.store.read()).attempt }
    }
    this.forget()
    const fresh = await this.state(now)
    if (!fresh.isOpen) return FREE
    throw new OpenError(Math.max(fresh.until - now, 1))
  }

  /** The call went well. In a closed circuit there is nothing to write. */
  async succeeded({ probe }: Permit): Promise<void> {
    if (probe === undefined) return
    await this.noted('a good probe was not noted', async () => {
      if (await this.store.probeSucceeded(probe, this.policy.probes)) logger.info('circuit closed')
    })
  }

  /** The call showed that the dependency is ill. `retryAfter` is the dependency's own wish, in seconds. */
  async failed(permit: Permit, retryAfter?: number): Promise<void> {
    await this.noted('a failure was not counted', async () => {
      if (permit.probe === undefined) await this.count(retryAfter)
      else await this.prolong(permit.probe, permit.attempt + 1, retryAfter)
    })
  }

  private async count(retryAfter: number | undefined): Promise<void> {
    const now = seconds()
    if ((await this.store.countFailure(now, this.policy.window)) < this.policy.threshold) return
    const until = now + this.wait(0, retryAfter)
    if (await this.store.open(until)) logger.error('circuit opened', { until })
  }

  private async prolong(probe: string, attempt: number, retryAfter: number | undefined): Promise<void> {
    const until = seconds() + this.wait(attempt, retryAfter)
    if (await this.store.probeFailed(probe, until, attempt)) logger.warn('circuit open for longer', { until, attempt })
  }

  private async noted(otherwise: string, write: () => Promise<void>): Promise<void> {
    try {
      await write()
    } catch (error) {
      if (!(error instanceof StoreError)) throw error
      logger.warn(otherwise, { error })
    }
    this.forget()
  }

  /** How long the circuit stays open after so many bad probes; the dependency's own wish may make it longer. */
  private wait(attempt: number, wish = 0): number {
    const { openFor, longest, jitter } = this.policy
    const grown = Math.min(openFor * 2 ** attempt, longest) * (1 + jitter * Math.random())
    return Math.min(Math.max(grown, wish), longest * (1 + jitter))
  }

  private async state(now: number): Promise<Circuit> {
    const age = this.remembered === undefined ? -1 : now - this.remembered.at
    if (this.remembered === undefined || age < 0 || age >= this.policy.memory) {
      this.remembered = { at: now, circuit: await this.store.read() }
    }
    return this.remembered.circuit
  }

  private forget(): void {
    this.remembered = undefined
  }
}

function seconds(): number {
  return Date.now() / 1_000
}
