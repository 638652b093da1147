/** A cache in memory, for the handlers' tests: it speaks the protocol of Redis, so that the real client talks to it, and
 * transactions, expiry and lost connections are what they are.
 *
 * It knows the commands that the handlers use.
 */

import { once } from 'node:events'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'

type Stored = string | Map<string, string>
type Reply = string | number | null | Error | readonly Reply[]

/** An answer that is no text of somebody's, such as OK. */
class Word extends Error {}

const OK = new Word('OK')

interface Talk {
  readonly watched: Map<string, number>
  queued: string[][] | undefined
}

/** A cache that listens on this machine only. */
export class FakeCache {
  private readonly stored = new Map<string, Stored>()
  private readonly expiry = new Map<string, number>()
  private readonly versions = new Map<string, number>()
  private readonly sockets = new Set<Socket>()
  /** Every command that came, such as `GET profile:ada`. */
  readonly heard: string[] = []
  /** How many connections there have been. */
  accepted = 0
  /** Whether it stays silent, as a cache that hangs. */
  silent = false

  private constructor(private readonly server: Server) {}

  /** A cache that accepts connections. */
  static async start(): Promise<FakeCache> {
    const cache = new FakeCache(createServer((socket) => cache.serve(socket)))
    cache.server.listen(0, '127.0.0.1')
    await once(cache.server, 'listening')
    return cache
  }

  /** What a handler finds in its environment that knows this cache by a name; it is patient, as tests are many. */
  settings(name: string): Record<string, string> {
    const { port } = this.server.address() as AddressInfo
    return {
      [`${name}_CACHE_HOST`]: '127.0.0.1',
      [`${name}_CACHE_PORT`]: String(port),
      [`${name}_TIMEOUT_SECONDS`]: '5',
      CACHE_TLS: 'off',
    }
  }

  /** End all connections; new ones are still accepted. */
  hangUp(): void {
    for (const socket of this.sockets) socket.destroy()
  }

  /** End all connections and accept no more. */
  async stop(): Promise<void> {
    this.hangUp()
    if (!this.server.listening) return
    this.server.close()
    await once(this.server, 'close')
  }

  private serve(socket: Socket): void {
    const talk: Talk = { watched: new Map(), queued: undefined }
    let rest = ''
    this.accepted += 1
    this.sockets.add(socket)
    socket.on('close', () => this.sockets.delete(socket))
    socket.on('error', () => socket.destroy())
    socket.on('data', (data) => {
      const requests = requestsIn(rest + data.toString('latin1'))
      rest = requests.rest
      for (const request of requests.whole) {
        this.heard.push(request.join(' '))
        if (!this.silent) socket.write(written(this.answer(talk, request)), 'latin1')
      }
    })
  }

  private answer(talk: Talk, request: string[]): Reply {
    const [name = '', ...keys] = request
    switch (name) {
      case 'MULTI':
        talk.queued = []
        return OK
      case 'EXEC':
        return this.execute(talk)
      case 'WATCH':
        for (const key of keys) talk.watched.set(key, this.versions.get(key) ?? 0)
        return OK
    }
    if (talk.queued === undefined) return this.perform(request)
    talk.queued.push(request)
    return new Word('QUEUED')
  }

  private execute(talk: Talk): Reply {
    const overtaken = [...talk.watched].some(([key, version]) => version !== (this.versions.get(key) ?? 0))
    const queued = talk.queued ?? []
    talk.watched.clear()
    talk.queued = undefined
    return overtaken ? null : queued.map((request) => this.perform(request))
  }

  private perform([name = '', key = '', ...rest]: string[]): Reply {
    if (Date.now() >= (this.expiry.get(key) ?? Infinity)) this.forget(key)
    const value = this.stored.get(key)
    switch (name) {
      case 'GET':
        return typeof value === 'object' ? new Error('WRONGTYPE') : (value ?? null)
      case 'SET':
        return this.set(key, rest)
      case 'DEL':
        return [key, ...rest].filter((one) => this.forget(one)).length
      case 'INCR':
        this.store(key, String(Number(value ?? 0) + 1))
        return Number(value ?? 0) + 1
      case 'EXPIRE':
        if (value === undefined || (rest[1] === 'NX' && this.expiry.has(key))) return 0
        this.expiry.set(key, Date.now() + Number(rest[0]) * 1_000)
        return 1
      case 'TTL':
        return value === undefined ? -2 : Math.ceil(((this.expiry.get(key) ?? NaN) - Date.now()) / 1_000) || -1
      case 'HGETALL':
        return [...(value instanceof Map ? value : [])].flat()
      case 'HSET':
        return this.setFields(key, value, rest)
      case 'HDEL':
        return this.removeFields(key, value, rest)
      case 'AUTH':
      case 'UNWATCH':
        return OK
      default:
        return new Error(`ERR unknown command ${name}`)
    }
  }

  private set(key: string, [value = '', ...options]: string[]): Reply {
    if (options.includes('NX') && this.stored.has(key)) return null
    this.store(key, value)
    this.expiry.delete(key)
    const at = options.findIndex((word) => word === 'PX' || word === 'EX')
    if (at >= 0) this.expiry.set(key, Date.now() + Number(options[at + 1]) * (options[at] === 'PX' ? 1 : 1_000))
    return OK
  }

  private setFields(key: string, value: Stored | undefined, fields: string[]): Reply {
    const entry = new Map(value instanceof Map ? value : [])
    for (let place = 0; place < fields.length; place += 2) entry.set(fields[place] ?? '', fields[place + 1] ?? '')
    this.store(key, entry)
    return fields.length / 2
  }

  private removeFields(key: string, value: Stored | undefined, names: string[]): Reply {
    const entry = new Map(value instanceof Map ? value : [])
    const removed = names.filter((name) => entry.delete(name)).length
    if (entry.size > 0) this.store(key, entry)
    else this.forget(key)
    return removed
  }

  private store(key: string, value: Stored): void {
    this.stored.set(key, value)
    this.touch(key)
  }

  private forget(key: string): boolean {
    this.expiry.delete(key)
    this.touch(key)
    return this.stored.delete(key)
  }

  private touch(key: string): void {
    this.versions.set(key, (this.versions.get(key) ?? 0) + 1)
  }
}

/** The requests in what came: lists of texts, each after its length (Redis serialization protocol, RESP2). */
function requestsIn(text: string): { whole: string[][]; rest: string } {
  const whole: string[][] = []
  let place = 0
  const line = (): number => {
    const end = text.indexOf('\r\n', place)
    if (end < 0) throw new RangeError('more to come')
    const number = Number(text.slice(place + 1, end))
    place = end + 2
    return number
  }
  for (let start = 0; start < text.length; start = place) {
    try {
      const parts: string[] = []
      for (let left = line(); left > 0; left -= 1) {
        const length = line()
        if (place + length + 2 > text.length) throw new RangeError('more to come')
        parts.push(text.slice(place, place + length))
        place += length + 2
      }
      whole.push([(parts[0] ?? '').toUpperCase(), ...parts.slice(1)])
    } catch {
      return { whole, rest: text.slice(start) }
    }
  }
  return { whole, rest: '' }
}

function written(reply: Reply): string {
  if (reply === null) return '$-1\r\n'
  if (reply instanceof Word) return `+${reply.message}\r\n`
  if (reply instanceof Error) return `-${reply.message}\r\n`
  if (typeof reply === 'number') return `:${reply}\r\n`
  if (typeof reply === 'string') return `$${reply.length}\r\n${reply}\r\n`
  return `*${reply.length}\r\n${reply.map(written).join('')}`
}
