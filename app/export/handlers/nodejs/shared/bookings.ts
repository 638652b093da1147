/** Bookings of a cinema, in one table: `booking` is a booking's number, or `seat#<show>#<seat>` for a held seat. */

import { createHash } from 'node:crypto'

import { GetCommand, TransactWriteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'

import { documents, failedConditions } from './documents'
import { ServiceError } from './http'
import { setting } from './settings'

export const MOST_SEATS = 10
const NAMESPACE = '6f2f3c1e-6f5c-4a8e-9d53-0a7b1f1c2d34'

/** Somebody else holds one of the seats. */
export class SeatTakenError extends Error {
  override readonly name = 'SeatTakenError'
}

/** The booking's number: the same for the same visitor and idempotency key, and not to be guessed by another. */
export function numberFor(visitor: string, key: string): string {
  // A UUID of version 5 (RFC 9562).
  const hash = createHash('sha1').update(Buffer.from(NAMESPACE.replaceAll('-', ''), 'hex'))
  const bytes = hash.update(`${visitor}\n${key}`).digest().subarray(0, 16)
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

/** The visitor's own booking. Throws ServiceError 404, and for somebody else's too, which is none of their business. */
export async function find(number: string, visitor: string): Promise<Record<string, unknown>> {
  const answer = await documents.send(
    new GetCommand({ TableName: table(), Key: { booking: number }, ConsistentRead: true }),
  )
  if (answer.Item === undefined || answer.Item['visitor'] !== visitor) throw new ServiceError(404, 'No such booking.')
  return answer.Item
}

/** Hold all seats or none; false if this booking holds them already. Throws SeatTakenError. */
export async function hold(number: string, visitor: string, show: string, seats: string[]): Promise<boolean> {
  const booking = { booking: number, visitor, show, seats, state: 'held' }
  const held = seats.map((seat) => ({ booking: `seat#${show}#${seat}`, held_by: number }))
  const writes = [booking, ...held].map((item) => ({
    Put: { TableName: table(), Item: item, ConditionExpression: 'attribute_not_exists(booking)' },
  }))
  try {
    await documents.send(new TransactWriteCommand({ TransactItems: writes }))
  } catch (error) {
    const [itself, ...others] = failedConditions(error)
    if (itself) return false
    if (others.includes(true)) throw new SeatTakenError(show, { cause: error })
    throw error
  }
  return true
}

/** Note the payment; noting it twice changes nothing. */
export async function markPaid(number: string, payment: string): Promise<void> {
  await documents.send(
    new UpdateCommand({
      TableName: table(),
      Key: { booking: number },
      UpdateExpression: 'SET #state = :paid, payment = :payment',
      ConditionExpression: 'attribute_exists(booking)',
      ExpressionAttributeNames: { '#state': 'state' },
      ExpressionAttributeValues: { ':paid': 'paid', ':payment': payment },
    }),
  )
}

/** What a visitor sees of a booking. */
export function shown({ booking, show, seats, state }: Record<string, unknown>): Record<string, unknown> {
  return { booking, show, seats, state }
}

function table(): string {
  return setting('BOOKINGS_TABLE_NAME')
}
