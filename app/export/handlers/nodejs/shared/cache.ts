/** A Valkey or Redis cache, with timeouts short enough that a dead cache is a detour and not an outage. */

import { fromNodeProviderChain } from '@aws-sdk/credential-providers'
import { Sha256 } from '@smithy/core/checksum'
import { HttpRequest } from '@smithy/core/protocols'
import { SignatureV4 } from '@smithy/signature-v4'
import { createClient, ErrorReply, WatchError } from 'redis'

import { setting } from './settings'

/** How long ElastiCache accepts a token (ElastiCache User Guide, "Authenticating with IAM"). */
const TOKEN_SECONDS = 900
const CONNECT_SECONDS = 1

/** The cache does not answer, or not in time. */
export class CacheError extends Error {
  override readonly name = 'CacheError'
}

class LateError extends Error {}

export type Commands = ReturnType<typeof clientFor>
/** Commands that take effect together or not at all. */
export type Together = ReturnType<Commands['multi']>

/** A cache by the name that the function's environment gives it; it connects on first use.
 *
 * Reads `{NAME}_CACHE_HOST` and `_PORT`; with `{NAME}_CACHE_USER` and `{NAME}_CACHE_NAME` it logs in by IAM.
 * `{NAME}_TIMEOUT_SECONDS` overrides the timeout. `CACHE_TLS=off` is for a cache on your own machine.
 */
export class Cache {
  private readonly prefix: string
  private client: Commands | undefined
  private last: Promise<unknown> = Promise.resolve()

  constructor(
    private readonly name: string,
    /** How many seconds the cache may take. */
    private readonly timeout = 0.1,
  ) {
    this.prefix = `${name}_CACHE_`
  }

  /** The outcome of some commands. Throws CacheError.
   *
   * There is one connection, so those who ask at once take turns, and no transaction sees another's commands.
   */
  async run<Result>(work: (commands: Commands) => Promise<Result>): Promise<Result> {
    const turn = this.last.then(() => this.perform(work))
    this.last = turn.catch(() => undefined)
    return turn
  }

  /** Change a key by what it holds, and start over if somebody else was quicker. Throws CacheError. */
  async change<Entry, Result>(
    key: string,
    read: (commands: Commands) => Promise<Entry>,
    decide: (entry: Entry, together: Together) => Result,
  ): Promise<Result> {
    for (;;) {
      const outcome = await this.run(async (commands) => {
        const [, entry] = await Promise.all([commands.watch(key), read(commands)])
        const together = commands.multi()
        const result = decide(entry, together)
        return together.exec().then(() => ({ result }), undefinedIfOvertaken)
      })
      if (outcome !== undefined) return outcome.result
    }
  }

  private async perform<Result>(work: (commands: Commands) => Promise<Result>): Promise<Result> {
    const old = this.client
    try {
      return await this.attempt(work)
    } catch (error) {
      // An old connection may have died while the function slept. Whoever has waited in vain does not wait again.
      const died = old !== undefined && this.client === undefined && !((error as Error).cause instanceof LateError)
      if (died) return await this.attempt(work)
      throw error
    }
  }

  private async attempt<Result>(work: (commands: Commands) => Promise<Result>): Promise<Result> {
    try {
      this.client ??= await this.connect()
      const patience = Number(process.env[`${this.name}_TIMEOUT_SECONDS`] ?? this.timeout)
      return await within(patience, work(this.client))
    } catch (error) {
      // The cache's own word leaves the connection as it was; anything else (no answer in time, no line) doesn't.
      if (!(error instanceof ErrorReply)) this.drop()
      throw new CacheError(error instanceof Error ? error.message : 'no answer', { cause: error })
    }
  }

  private async connect(): Promise<Commands> {
    const client = clientFor(this.prefix)
    // Somebody has to listen, or a connection that ends while nothing is asked would end the whole process.
    client.on('error', () => undefined)
    try {
      await within(CONNECT_SECONDS, client.connect())
    } catch (error) {
      client.destroy()
      throw error
    }
    return client
  }

  private drop(): void {
    this.client?.destroy()
    this.client = undefined
  }
}

/** For a transaction in which somebody else changed the key first. */
function undefinedIfOvertaken(error: unknown): undefined {
  if (!(error instanceof WatchError)) throw error
}

function clientFor(prefix: string) {
  const tls = process.env['CACHE_TLS'] !== 'off' && { tls: true as const }
  const user = process.env[`${prefix}USER`]
  const cache = process.env[`${prefix}NAME`]
  const place = { host: setting(`${prefix}HOST`), port: Number(setting(`${prefix}PORT`)) }
  return createClient({
    // The older protocol: nobody wants to be told anything unasked.
    RESP: 2,
    socket: { ...place, ...tls, connectTimeout: CONNECT_SECONDS * 1_000, reconnectStrategy: false },
    disableClientInfo: true,
    disableOfflineQueue: true,
    ...(user && cache && { credentialsProvider: { type: 'async-credentials-provider', credentials: logIn(user, cache) } }),
  })
}

/** The user and a fresh token: a presigned request instead of a password. */
export function logIn(username: string, cache: string): () => Promise<{ username: string; password: string }> {
  return async () => {
    const query = { Action: 'connect', User: username, ResourceType: 'ServerlessCache' }
    const request = new HttpRequest({ protocol: 'https:', hostname: cache, headers: { host: cache }, path: '/', query })
    const region = setting('AWS_REGION')
    const credentials = fromNodeProviderChain()
    const signer = new SignatureV4({ service: 'elasticache', region, credentials, sha256: Sha256 })
    const signed = await signer.presign(request, { expiresIn: TOKEN_SECONDS })
    const said = Object.entries(signed.query ?? {}).map(([name, value]) => [name, String(value)])
    return { username, password: `${cache}/?${said.map((pair) => pair.map(encodeURIComponent).join('=')).join('&')}` }
  }
}

async function within<Result>(seconds: number, work: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new LateError(`no answer within ${seconds} s`)), seconds * 1_000)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}
