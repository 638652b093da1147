import { context, failuresOf, kinesisEvent, sqsEvent } from '#testing'

import { beforeEach, expect, test, vi } from 'vitest'

import { logger } from '#shared/observed'

import { handler } from '../app'

const GOOD = JSON.stringify({ billing: 'b1', customer: 'c7', cents: 1900 })

beforeEach(() => void vi.spyOn(logger, 'info'))

test('an invoice is written for each record, behind a queue and behind a stream', async () => {
  expect(failuresOf(await handler(sqsEvent([GOOD], { group: 'c7' }), context()))).toEqual([])
  expect(failuresOf(await handler(kinesisEvent(GOOD), context()))).toEqual([])
  expect(logger.info).toHaveBeenCalledTimes(2)
})

test.each(['{}', '{"billing": "b1", "customer": "c7"}', '{"billing": "b1", "customer": "c7", "cents": -1}', 'no json'])(
  'a record that cannot be invoiced comes again, and those behind it wait: %s',
  async (wrong) => {
    expect(failuresOf(await handler(sqsEvent([wrong, GOOD], { group: 'c7' }), context()))).toEqual(['m0', 'm1'])
    expect(logger.info).not.toHaveBeenCalled()
  },
)
