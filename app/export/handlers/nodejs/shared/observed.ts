/** Logs and traces, the same for every handler. */

import { Logger } from '@aws-lambda-powertools/logger'
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware'
import { Tracer } from '@aws-lambda-powertools/tracer'
import { captureLambdaHandler } from '@aws-lambda-powertools/tracer/middleware'
import middy from '@middy/core'
import type { Context } from 'aws-lambda'

export const logger = new Logger()
export const tracer = new Tracer()

export type Handler<Event, Result> = (event: Event, context: Context) => Promise<Result>

/** The handler with structured logs that name the request, and a trace, which leaves out what is answered. */
export function observed<Event, Result>(handler: Handler<Event, Result>): Handler<Event, Result> {
  return middy(handler)
    .use(injectLambdaContext(logger))
    .use(captureLambdaHandler(tracer, { captureResponse: false }))
}
