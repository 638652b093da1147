/** Requests from an HTTP API, a REST API or a function's own address, told alike; and their answers. */

import type { APIGatewayProxyEvent, APIGatewayProxyEventV2 } from 'aws-lambda'

import { observed, type Handler } from './observed'
import { toJson } from './values'

export type HttpEvent = APIGatewayProxyEvent | APIGatewayProxyEventV2

/** What a client asks for. */
export interface Request {
  readonly method: string
  /** The path without the stage. */
  readonly path: string
  /** What stands in the path where the route has a name in braces. */
  readonly parameters: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, string | undefined>>
  /** By their names in small letters. */
  readonly headers: Readonly<Record<string, string | undefined>>
  /** The body as text, exactly as it came. */
  readonly body: string
  readonly event: HttpEvent
}

/** What the API sends to the client. */
export interface Answer {
  readonly statusCode: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** An answer that says what is wrong with a request, or that something else is. */
export class ServiceError extends Error {
  override readonly name = 'ServiceError'

  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message)
  }
}

/** An answer in JSON. */
export function answer(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Answer {
  return {
    statusCode: status,
    headers: { 'Content-Type': 'application/json', ...headers },
    body: toJson(body ?? null),
  }
}

/** The request that an event tells of. */
export function requestOf(event: HttpEvent): Request {
  const known = 'http' in event.requestContext
  const headers = Object.entries(event.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value])
  return {
    ...(known ? placeOf(event as APIGatewayProxyEventV2) : placeOfRest(event as APIGatewayProxyEvent)),
    parameters: defined(event.pathParameters ?? {}),
    query: event.queryStringParameters ?? {},
    headers: Object.fromEntries(headers) as Record<string, string | undefined>,
    body: Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8').toString(),
    event,
  }
}

function placeOf(event: APIGatewayProxyEventV2): Pick<Request, 'method' | 'path'> {
  const { http, stage } = event.requestContext
  const prefix = `/${stage}/`
  const path = event.rawPath.startsWith(prefix) ? event.rawPath.slice(prefix.length - 1) : event.rawPath
  return { method: http.method, path }
}

function placeOfRest(event: APIGatewayProxyEvent): Pick<Request, 'method' | 'path'> {
  return { method: event.httpMethod, path: event.path }
}

function defined(values: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined))
}

/** The body as JSON. Throws ServiceError 400. */
export function jsonOf(request: Request): unknown {
  try {
    return JSON.parse(request.body)
  } catch {
    throw new ServiceError(400, 'The body is no JSON.')
  }
}

type Route = (request: Request) => Promise<Answer>

/** Answers requests by routes such as `GET /orders/{id}`.
 *
 * A ServiceError becomes its answer; any other error is thrown on, so that it counts as the function's.
 */
export function router(table: Readonly<Record<string, Route>>): (event: HttpEvent) => Promise<Answer> {
  const known = Object.entries(table).map(([route, work]) => ({ fits: fitting(route), work }))
  return async (event) => {
    const request = requestOf(event)
    try {
      for (const { fits, work } of known) {
        const parameters = fits(request)
        if (parameters) return await work({ ...request, parameters })
      }
      throw new ServiceError(404, 'Not found')
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error
      return answer(error.status, { statusCode: error.status, message: error.message })
    }
  }
}

/** A handler for routes. */
export function routes(table: Readonly<Record<string, Route>>): Handler<HttpEvent, Answer> {
  return observed(router(table))
}

function fitting(route: string): (request: Request) => Record<string, string> | undefined {
  const [method, path = '/'] = route.split(' ')
  const pattern = path.replaceAll(/\{(\w+)\}/g, '(?<$1>[^/]+)')
  const expression = new RegExp(`^${pattern}/?$`)
  return (request) => {
    const found = request.method === method ? expression.exec(request.path) : null
    return found ? { ...found.groups } : undefined
  }
}
