import { settings } from '#testing'
import { beforeEach, expect, test, vi } from 'vitest'

import { DatabaseError } from 'pg'

import { Database, NoConnectionError } from '../database'

const { opened, refused, FakeClient } = vi.hoisted(() => {
  const refused: { why?: Error } = {}
  const opened: InstanceType<typeof FakeClient>[] = []
  class FakeClient {
    readonly ran: string[] = []
    readonly listeners = new Map<string, () => void>()
    broken: Error | undefined
    closed = false
    constructor(readonly said: Record<string, unknown>) {
      opened.push(this)
    }
    on(event: string, listener: () => void): void {
      this.listeners.set(event, listener)
    }
    async connect(): Promise<void> {
      if (refused.why) throw refused.why
    }
    async query(sql: string): Promise<{ rows: [] }> {
      if (this.broken) throw this.broken
      this.ran.push(sql)
      return { rows: [] }
    }
    async end(): Promise<void> {
      this.closed = true
    }
  }
  return { opened, refused, FakeClient }
})

vi.mock('pg', async (original) => ({ ...(await original<typeof import('pg')>()), Client: FakeClient }))

beforeEach(() => {
  opened.length = 0
  delete refused.why
  settings({
    STORE_DATABASE_HOST: 'db.example',
    STORE_DATABASE_PORT: '5432',
    STORE_DATABASE_NAME: 'app',
    STORE_DATABASE_USER: 'app',
    STORE_DATABASE_READER_HOST: 'reader.example',
  })
})

const nothing = async (): Promise<void> => undefined

test('it logs in with a token over TLS that is verified', async () => {
  await new Database('STORE').transaction(nothing)
  expect(opened[0]?.said['password']).toMatch(/^db\.example:5432\/\?Action=connect&DBUser=app/)
  expect(opened[0]?.said['ssl']).toMatchObject({ rejectUnauthorized: true })
})

test('one connection serves all transactions, one after the other', async () => {
  const database = new Database('STORE')
  await Promise.all([1, 2, 3].map((number) => database.transaction((sql) => sql.run(`SELECT ${number}`))))
  expect(opened).toHaveLength(1)
  expect(opened[0]?.ran).toEqual([1, 2, 3].flatMap((number) => ['START TRANSACTION', `SELECT ${number}`, 'COMMIT']))
})

test('an error rolls back and keeps the connection', async () => {
  const database = new Database('STORE')
  const failing = database.transaction(async () => {
    throw new Error('no')
  })
  await expect(failing).rejects.toThrow('no')
  await database.transaction(nothing)
  expect(opened[0]?.ran.slice(0, 2)).toEqual(['START TRANSACTION', 'ROLLBACK'])
  expect(opened).toHaveLength(1)
})

function fatal(): DatabaseError {
  return Object.assign(new DatabaseError('terminating connection', 0, 'error'), { severity: 'FATAL' })
}

test.each([new Error('gone'), fatal()])('a broken connection is replaced: %s', async (why) => {
  const database = new Database('STORE')
  await database.transaction(nothing)
  opened[0]!.broken = why
  await expect(database.transaction(nothing)).rejects.toBeInstanceOf(NoConnectionError)
  await database.transaction(nothing)
  expect(opened).toHaveLength(2)
  expect(opened[0]?.closed).toBe(true)
})

test('a statement that the database refuses leaves the connection as it was', async () => {
  const database = new Database('STORE')
  const refusing = database.transaction(async () => {
    throw new DatabaseError('no such table', 0, 'error')
  })
  await expect(refusing).rejects.toBeInstanceOf(DatabaseError)
  await database.transaction(nothing)
  expect(opened).toHaveLength(1)
})

test.each([new Error('refused'), fatal()])('no connection to be had is told as that: %s', async (why) => {
  refused.why = why
  const database = new Database('STORE')
  await expect(database.transaction(nothing)).rejects.toBeInstanceOf(NoConnectionError)
  delete refused.why
  expect(await database.transaction(async () => 'fine')).toBe('fine')
})

test('a connection that ended while nothing was asked is replaced before it is used', async () => {
  const database = new Database('STORE')
  await database.transaction(nothing)
  opened[0]!.listeners.get('error')?.()
  await database.transaction(nothing)
  expect(opened).toHaveLength(2)
})

test('a database on your own machine needs neither TLS nor token', async () => {
  settings({ DATABASE_TLS: 'off', STORE_DATABASE_PASSWORD: 'local' })
  await new Database('STORE').transaction(nothing)
  expect(opened[0]?.said).toMatchObject({ ssl: false, password: 'local' })
})

test('readers go to the replicas where there are any', async () => {
  await new Database('STORE', { reader: true }).transaction(nothing)
  expect(opened[0]?.said['host']).toBe('reader.example')
  vi.stubEnv('STORE_DATABASE_READER_HOST', undefined)
  await new Database('STORE', { reader: true }).transaction(nothing)
  expect(opened[1]?.said['host']).toBe('db.example')
})
