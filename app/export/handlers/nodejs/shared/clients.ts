/** Clients of AWS services that never wait for long and whose calls are traced. */

import { tracer } from './observed'

interface Limits {
  readonly maxAttempts: number
  readonly requestHandler: {
    readonly connectionTimeout: number
    readonly requestTimeout: number
    readonly throwOnRequestTimeout: boolean
  }
}

/** The class of a client. */
export type Service<Client> = new (limits: Limits) => Client

/** A client that gives up on an answer after so many seconds, on a connection after one at most, and that tries again
 * what may be tried again.
 */
export function connect<Client>(Service: Service<Client>, seconds = 3, maxAttempts = 3): Client {
  const requestHandler = {
    connectionTimeout: Math.min(seconds, 1) * 1_000,
    requestTimeout: seconds * 1_000,
    // Without this the SDK would only warn.
    throwOnRequestTimeout: true,
  }
  return tracer.captureAWSv3Client(new Service({ maxAttempts, requestHandler }))
}
