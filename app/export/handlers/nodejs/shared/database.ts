/** PostgreSQL over one connection per instance of the function, logged in with IAM instead of a password. */

import { existsSync, readFileSync } from 'node:fs'
import { type ConnectionOptions, rootCertificates } from 'node:tls'

import { Signer } from '@aws-sdk/rds-signer'
import { Client, DatabaseError, types } from 'pg'

import { setting } from './settings'

/** Where Lambda's runtimes keep the certificates of RDS (Lambda Developer Guide, "Using Lambda with Amazon RDS"). */
const LAMBDA_CERTIFICATES = '/var/runtime/ca-cert.pem'

function certificates(): ConnectionOptions {
  if (!existsSync(LAMBDA_CERTIFICATES)) return { rejectUnauthorized: true }
  return { rejectUnauthorized: true, ca: [...rootCertificates, readFileSync(LAMBDA_CERTIFICATES, 'utf8')] }
}

// A bigint comes as text, since not every one fits a number; those that do are numbers here.
types.setTypeParser(types.builtins.INT8, (text: string) => (Number.isSafeInteger(Number(text)) ? Number(text) : text))

/** The database can't be reached, or has broken off. */
export class NoConnectionError extends Error {
  override readonly name = 'NoConnectionError'
}

export type Row = Readonly<Record<string, unknown>>

/** Where statements are run, with `$1`, `$2` … for the values. */
export interface Statements {
  run(sql: string, ...values: readonly unknown[]): Promise<Row[]>
}

class Connection implements Statements {
  broken = false

  constructor(private readonly client: Client) {
    // Somebody has to listen, or a connection that ends while nothing is asked would end the whole process.
    client.on('error', () => (this.broken = true))
    client.on('end', () => (this.broken = true))
  }

  async run(sql: string, ...values: readonly unknown[]): Promise<Row[]> {
    try {
      return (await this.client.query<Row>(sql, [...values])).rows
    } catch (error) {
      // The database's own word leaves the connection as it was, unless it is its last; a silence doesn't.
      if (error instanceof DatabaseError && error.severity !== 'FATAL') throw error
      this.broken = true
      throw new NoConnectionError(String(error), { cause: error })
    }
  }

  async close(): Promise<void> {
    await this.client.end().catch(() => undefined)
  }
}

interface Options {
  /** How many seconds a connection or a statement may take. */
  readonly timeout?: number
  /** Whether to ask the replicas, where there are any. */
  readonly reader?: boolean
}

/** A database by the name that the function's environment gives it.
 *
 * Reads `{NAME}_DATABASE_HOST`, `_PORT`, `_NAME` and `_USER`. `DATABASE_TLS=off` and `{NAME}_DATABASE_PASSWORD` are
 * for a database on your own machine; on AWS the password is a token that lasts fifteen minutes and is never stored.
 */
export class Database {
  private readonly prefix: string
  private connection: Connection | undefined
  private last: Promise<unknown> = Promise.resolve()

  constructor(
    name: string,
    private readonly options: Options = {},
  ) {
    this.prefix = `${name}_DATABASE_`
  }

  /** Run statements that hold together; a connection that broke is replaced by the next transaction.
   *
   * There is one connection, so transactions that are begun at once take turns. Throws NoConnectionError.
   */
  async transaction<Result>(work: (statements: Statements) => Promise<Result>): Promise<Result> {
    const turn = this.last.then(() => this.perform(work))
    this.last = turn.catch(() => undefined)
    return turn
  }

  private async perform<Result>(work: (statements: Statements) => Promise<Result>): Promise<Result> {
    if (this.connection?.broken) await this.drop()
    const connection = (this.connection ??= await this.connect())
    try {
      await connection.run('START TRANSACTION')
      const result = await work(connection)
      await connection.run('COMMIT')
      return result
    } catch (error) {
      if (!connection.broken) await connection.run('ROLLBACK').catch(() => undefined)
      if (connection.broken) await this.drop()
      throw error
    }
  }

  private async drop(): Promise<void> {
    const connection = this.connection
    this.connection = undefined
    await connection?.close()
  }

  private async connect(): Promise<Connection> {
    const writer = setting(`${this.prefix}HOST`)
    const host = (this.options.reader && process.env[`${this.prefix}READER_HOST`]) || writer
    const port = Number(setting(`${this.prefix}PORT`))
    const user = setting(`${this.prefix}USER`)
    const milliseconds = (this.options.timeout ?? 10) * 1_000
    const client = new Client({
      host,
      port,
      user,
      database: setting(`${this.prefix}NAME`),
      password:
        process.env[`${this.prefix}PASSWORD`] ??
        (await new Signer({ hostname: host, port, username: user }).getAuthToken()),
      connectionTimeoutMillis: milliseconds,
      query_timeout: milliseconds,
      ssl: process.env['DATABASE_TLS'] === 'off' ? false : certificates(),
    })
    const connection = new Connection(client)
    try {
      await client.connect()
    } catch (error) {
      throw new NoConnectionError(String(error), { cause: error })
    }
    return connection
  }
}
