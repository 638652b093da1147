/** Pass a subscriber's address on to the mail service. */

import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs'

import { connect } from '#shared/clients'
import { observed, logger } from '#shared/observed'
import { setting } from '#shared/settings'

// Whether an address exists only a mail to it can tell; this keeps out what is none.
const ADDRESS = /^[^@\s]{1,64}@[^@\s.]+(\.[^@\s.]+)+$/

const mail = connect(SQSClient)

/** What came is no address. */
export class AddressError extends Error {
  override readonly name = 'AddressError'
}

/** The mail service asks the owner of the address, and ignores one that it has. */
export const handler = observed(async (event: Record<string, unknown>) => {
  const { email } = event
  if (typeof email !== 'string' || email.length > 254 || !ADDRESS.test(email)) {
    throw new AddressError('email: an address')
  }
  const notice = JSON.stringify({ type: 'subscription-wanted', email })
  await mail.send(new SendMessageCommand({ QueueUrl: setting('MAIL_QUEUE_URL'), MessageBody: notice }))
  // An address is nobody's business, least of all a log's.
  logger.info('passed on')
  return { passed_on: true }
})
