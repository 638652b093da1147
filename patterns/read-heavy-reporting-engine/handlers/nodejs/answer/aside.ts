/** Cache-aside: one caller rebuilds an entry, the others take the old one; and a dead cache is a detour.
 *
 * An entry says until when it is fresh and stays a while longer, so that there is something to serve while it is rebuilt,
 * or while the database is down. `SET … NX` is the lock, and it expires by itself if its owner dies.
 */

import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'

import { type Cache, CacheError } from '#shared/cache'
import { logger } from '#shared/observed'

/** Where a value came from; `bypass` if the cache does not answer. */
export type Source = 'hit' | 'stale' | 'miss' | 'bypass'

export interface Answered<Value> {
  readonly value: Value
  readonly source: Source
}

/** Told in seconds: how long entries are fresh, how long they stay after that, how long a lock holds, how long those
 * wait who have nothing. `spread` is the share by which freshness varies.
 */
interface Times {
  readonly fresh: number
  readonly stale: number
  readonly lock: number
  readonly patience: number
  readonly spread: number
}

interface Entry<Value> {
  readonly value: Value
  readonly fresh_until: number
}

/** What was found at first: an entry, fresh or old, and the right to rebuild it, if it could be had. */
interface Found<Value> {
  readonly entry: Entry<Value> | undefined
  readonly owner?: string | undefined
}

const USUAL = { stale: 3_600, lock: 10, patience: 2, spread: 0.05 }
const LOOK_AGAIN_MILLISECONDS = 50

/** Values of one type in a cache. */
export class CacheAside<Value> {
  private readonly times: Times

  constructor(
    private readonly cache: Cache,
    times: Pick<Times, 'fresh'> & Partial<Times>,
    private readonly wait: (milliseconds: number) => Promise<unknown> = sleep,
  ) {
    this.times = { ...USUAL, ...times }
  }

  /** The value. Throws what `build` throws, unless an old value can be had. */
  async get(key: string, build: () => Promise<Value>): Promise<Answered<Value>> {
    const found = await this.look(key)
    if (found === undefined) return { value: await build(), source: 'bypass' }
    const { entry, owner } = found
    const usable = fresh(entry)
    if (usable !== undefined) return { value: usable.value, source: 'hit' }
    if (owner === undefined) {
      if (entry !== undefined) return { value: entry.value, source: 'stale' }
      const made = await this.awaitOther(key)
      if (made !== undefined) return { value: made.value, source: 'hit' }
    }
    return this.rebuild(key, build, found)
  }

  /** Undefined if the cache does not answer. */
  private async look(key: string): Promise<Found<Value> | undefined> {
    return this.orLog('the cache does not answer', async () => {
      const entry = await this.read(key)
      if (fresh(entry) !== undefined) return { entry }
      const owner = await this.take(key)
      // Somebody may have rebuilt it between the look and the lock.
      const made = owner === undefined ? undefined : fresh(await this.read(key))
      if (made === undefined) return { entry, owner }
      await this.giveBack(key, owner)
      return { entry: made }
    })
  }

  private async rebuild(key: string, build: () => Promise<Value>, { entry, owner }: Found<Value>): Promise<Answered<Value>> {
    try {
      const value = await build()
      await this.orLog('not kept', () => this.write(key, value))
      return { value, source: 'miss' }
    } catch (error) {
      if (entry === undefined) throw error
      logger.error('serving what was true a while ago', { error: error as Error })
      return { value: entry.value, source: 'stale' }
    } finally {
      await this.giveBack(key, owner)
    }
  }

  private async read(key: string): Promise<Entry<Value> | undefined> {
    const text = await this.cache.run((commands) => commands.get(key))
    return text === null ? undefined : (JSON.parse(text) as Entry<Value>)
  }

  private async write(key: string, value: Value): Promise<void> {
    // Spread, so that entries that were made together do not expire together.
    const time = this.times.fresh * (1 + this.times.spread * (2 * Math.random() - 1))
    const entry: Entry<Value> = { value, fresh_until: Date.now() / 1_000 + time }
    const lifetime = Math.ceil((time + this.times.stale) * 1_000)
    await this.cache.run((commands) => commands.set(key, JSON.stringify(entry), { PX: lifetime }))
  }

  private async take(key: string): Promise<string | undefined> {
    const owner = randomUUID()
    const lifetime = Math.ceil(this.times.lock * 1_000)
    const taken = await this.cache.run((commands) => commands.set(lockOf(key), owner, { NX: true, PX: lifetime }))
    return taken === null ? undefined : owner
  }

  /** Only the owner's: the lock may have expired and be somebody else's by now. */
  private async giveBack(key: string, owner: string | undefined): Promise<void> {
    if (owner === undefined) return
    const lock = lockOf(key)
    await this.orLog('the lock expires by itself', () =>
      this.cache.change(
        lock,
        (commands) => commands.get(lock),
        (holder, together) => {
          if (holder === owner) together.del(lock)
        },
      ),
    )
  }

  /** What the lock's owner makes, if it makes it in time; nobody waits for ever. */
  private async awaitOther(key: string): Promise<Entry<Value> | undefined> {
    const end = Date.now() + this.times.patience * 1_000
    return this.orLog('the cache does not answer', async () => {
      while (Date.now() < end) {
        await this.wait(LOOK_AGAIN_MILLISECONDS)
        const entry = await this.read(key)
        if (entry !== undefined) return entry
      }
      return undefined
    })
  }

  private async orLog<Result>(words: string, ask: () => Promise<Result>): Promise<Result | undefined> {
    try {
      return await ask()
    } catch (error) {
      if (!(error instanceof CacheError)) throw error
      logger.warn(words, { error })
      return undefined
    }
  }
}

/** The entry, if it is fresh. */
function fresh<Value>(entry: Entry<Value> | undefined): Entry<Value> | undefined {
  return entry !== undefined && entry.fresh_until > Date.now() / 1_000 ? entry : undefined
}

function lockOf(key: string): string {
  return `${key}:lock`
}
