/** Calls to an API over HTTP, with a timeout for each and no retries of their own. */

import { setting } from './settings'

/** The API is ill: no answer in time, no connection, or an answer that says so (429 or 5xx). */
export class RemoteError extends Error {
  override readonly name = 'RemoteError'

  constructor(
    reason: string,
    /** In how many seconds the API wants to be asked again. */
    readonly retryAfter?: number,
    options?: ErrorOptions,
  ) {
    super(reason, options)
  }
}

/** The API is well and refuses this request (4xx); the same again won't help. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError'

  constructor(
    readonly status: number,
    body: string,
  ) {
    super(`${status}: ${body.slice(0, 200)}`)
  }
}

interface Call {
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
  /** How many seconds it may take. */
  readonly timeout?: number
}

/** A Retry-After in seconds; undefined for its other form, a date. */
export function seconds(value: string | null): number | undefined {
  return value !== null && /^\d+$/.test(value) ? Number(value) : undefined
}

/** The JSON answer of the API that the environment calls `{NAME}_BASE_URL`; null for an empty one.
 *
 * `{NAME}_TIMEOUT_SECONDS` overrides the timeout. Throws RemoteError or RefusedError.
 */
export async function call(name: string, method: string, path: string, said: Call = {}): Promise<unknown> {
  const patience = Number(process.env[`${name}_TIMEOUT_SECONDS`] ?? said.timeout ?? 2)
  const url = setting(`${name}_BASE_URL`).replace(/\/+$/, '') + path
  const { status, retryAfter, text } = await answerTo(url, patience, {
    method,
    headers: {
      Accept: 'application/json',
      ...said.headers,
      ...(said.body === undefined ? {} : { 'Content-Type': 'application/json' }),
    },
    body: said.body === undefined ? null : JSON.stringify(said.body),
    redirect: 'manual',
  })
  if (status >= 500 || status === 429) throw new RemoteError(`status ${status}`, seconds(retryAfter))
  if (status >= 300) throw new RefusedError(status, text)
  try {
    return text ? JSON.parse(text) : null
  } catch {
    throw new RemoteError('no JSON')
  }
}

interface Told {
  readonly status: number
  readonly retryAfter: string | null
  readonly text: string
}

async function answerTo(url: string, patience: number, request: RequestInit): Promise<Told> {
  try {
    const told = await fetch(url, { ...request, signal: AbortSignal.timeout(patience * 1_000) })
    return { status: told.status, retryAfter: told.headers.get('Retry-After'), text: await told.text() }
  } catch (error) {
    throw new RemoteError(reasonOf(error), undefined, { cause: error })
  }
}

/** What fetch says of a failure is only that there was one; the reason stands behind it. */
function reasonOf(error: unknown): string {
  const { name, cause } = error as Error
  return (cause as NodeJS.ErrnoException | undefined)?.code ?? name
}
