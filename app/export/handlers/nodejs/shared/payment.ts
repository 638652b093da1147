/** Paying for a booking: charge, wait for the outcome, note it. */

import {
  IdempotencyAlreadyInProgressError,
  IdempotencyConfig,
  IdempotencyValidationError,
  makeIdempotent,
} from '@aws-lambda-powertools/idempotency'
import { DynamoDBPersistenceLayer } from '@aws-lambda-powertools/idempotency/dynamodb'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'

import { find, markPaid } from './bookings'
import { connect } from './clients'
import { ServiceError } from './http'
import { call, RefusedError, RemoteError } from './remote'
import { setting } from './settings'
import { isObject, isText, isWhole } from './values'

interface Wish {
  booking: string
  visitor: string
  key: string
  cents: number
  card: string
}

export const idempotency = new IdempotencyConfig({
  eventKeyJmesPath: '[visitor, key]',
  payloadValidationJmesPath: '[booking, cents, card]',
  expiresAfterSeconds: 24 * 3600,
  throwOnNoIdempotencyKey: true,
})

/** Charge once per idempotency key. What fails is forgotten, so that the client may try again with the same key. */
const charge = makeIdempotent(
  async ({ booking, visitor, key, cents, card }: Wish) => {
    const answer = await call('PAYMENTS', 'POST', '/charges', {
      body: { booking, cents, card },
      headers: { 'Idempotency-Key': `${visitor}-${key}` },
      timeout: 5,
    })
    const payment = String(isObject(answer) ? answer['id'] : undefined)
    await markPaid(booking, payment)
    return { payment }
  },
  {
    // The same table, since it is this service's own; such items carry their expiry time.
    persistenceStore: new DynamoDBPersistenceLayer({
      tableName: setting('BOOKINGS_TABLE_NAME'),
      keyAttr: 'booking',
      awsSdkV3Client: connect(DynamoDBClient),
    }),
    config: idempotency,
  },
)

/** The outcome. Throws ServiceError: 400, 402 declined, 404, 409 in progress, 422 key used for something else, 503. */
export async function pay(number: string, visitor: string, key: string, body: unknown): Promise<object> {
  const { cents, card } = isObject(body) ? body : {}
  if (!isWhole(cents) || cents <= 0 || !isText(card)) {
    throw new ServiceError(400, 'A payment needs cents and card.')
  }
  try {
    await find(number, visitor)
    const payment = await charge({ booking: number, visitor, key, cents, card })
    return { booking: number, state: 'paid', ...payment }
  } catch (error) {
    throw answerTo(error)
  }
}

function answerTo(error: unknown): unknown {
  if (error instanceof IdempotencyAlreadyInProgressError) {
    return new ServiceError(409, 'This payment is in progress. Ask again in a moment.')
  }
  if (error instanceof IdempotencyValidationError) {
    return new ServiceError(422, 'This Idempotency-Key belongs to another payment.')
  }
  if (error instanceof RefusedError) return new ServiceError(402, 'The card was declined.')
  if (error instanceof RemoteError) {
    return new ServiceError(503, 'The payment provider does not answer. Try again with the same key.')
  }
  return error
}
