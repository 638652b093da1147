/** Holding seats and having a confirmation sent. */

import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs'

import * as bookings from './bookings'
import { connect } from './clients'
import { ServiceError } from './http'
import { setting } from './settings'
import { isObject } from './values'

const SHOW = /^[A-Za-z0-9_-]{1,64}$/
const SEAT = /^[A-Z]{1,2}[0-9]{1,3}$/

const mail = connect(SQSClient)

/** Hold the seats, then tell the mail service. Throws ServiceError: 400, or 409 if a seat is taken.
 *
 * The two are two calls: if the second fails, the client tries again with its key and the first does nothing more.
 */
export async function book(visitor: string, key: string, body: unknown): Promise<Record<string, unknown>> {
  const [show, seats] = wish(body)
  const number = bookings.numberFor(visitor, key)
  try {
    await bookings.hold(number, visitor, show, seats)
  } catch (error) {
    if (error instanceof bookings.SeatTakenError) throw new ServiceError(409, 'One of the seats is taken.')
    throw error
  }
  const notice = { type: 'booking-held', booking: number, visitor }
  await mail.send(
    new SendMessageCommand({ QueueUrl: setting('MAIL_QUEUE_URL'), MessageBody: JSON.stringify(notice) }),
  )
  return bookings.shown(await bookings.find(number, visitor))
}

/** Show and seats that are asked for. Throws ServiceError 400. */
function wish(body: unknown): [show: string, seats: string[]] {
  const { show, seats } = isObject(body) ? body : {}
  if (typeof show === 'string' && SHOW.test(show) && Array.isArray(seats)) {
    const names = [...new Set(seats)].filter((seat) => typeof seat === 'string' && SEAT.test(seat)).sort()
    if (names.length > 0 && names.length === seats.length && names.length <= bookings.MOST_SEATS) return [show, names]
  }
  throw new ServiceError(400, `A booking needs a show and 1 to ${bookings.MOST_SEATS} different seats, such as B12.`)
}
