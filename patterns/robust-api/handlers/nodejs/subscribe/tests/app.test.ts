import { context, settings } from '#testing'

import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
import { mockClient } from 'aws-sdk-client-mock'
import { beforeEach, expect, test, vi } from 'vitest'

import { logger } from '#shared/observed'

import { handler } from '../app'

const mail = mockClient(SQSClient)

beforeEach(() => {
  settings({ MAIL_QUEUE_URL: 'https://mail' })
  mail.reset()
})

function sent(): unknown[] {
  return mail.commandCalls(SendMessageCommand).map(({ args: [{ input }] }) => JSON.parse(input.MessageBody ?? ''))
}

test('an address reaches the mail service and no log', async () => {
  const logged = vi.spyOn(logger, 'info')
  await handler({ email: 'ada@example.com' }, context())
  expect(sent()).toEqual([{ type: 'subscription-wanted', email: 'ada@example.com' }])
  expect(logged).toHaveBeenCalled()
  expect(JSON.stringify(logged.mock.calls)).not.toContain('ada@')
})

test.each([null, '', 'ada', 'ada@', 'ada@localhost', 'a b@example.com', 'a@@example.com'])(
  'what is no address fails loudly: %j',
  async (email) => {
    await expect(handler({ email }, context())).rejects.toMatchObject({ name: 'AddressError' })
    expect(sent()).toEqual([])
  },
)
