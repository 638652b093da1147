import { context, failuresOf, kinesisEvent, sqsEvent } from '#testing'

import { beforeEach, expect, test, vi } from 'vitest'

import { logger } from '#shared/observed'

import { handler } from '../app'

const said = (): unknown[] => vi.mocked(logger.info).mock.calls.map(([message]) => message)
const record = (cents: number): string => JSON.stringify({ billing: 'b1', customer: 'c7', cents })

beforeEach(() => void vi.spyOn(logger, 'info'))

test('money moves one way or the other, in order, behind a queue and behind a stream', async () => {
  await handler(sqsEvent([record(1900), record(-500)], { group: 'c7' }), context())
  await handler(kinesisEvent(record(1900), record(-500)), context())
  expect(said()).toEqual(['collected', 'paid back', 'collected', 'paid back'])
})

test('what costs nothing is skipped', async () => {
  const free = JSON.stringify({ billing: 'b1', cents: 0 })
  expect(failuresOf(await handler(sqsEvent([free]), context()))).toEqual([])
  expect(said()).toEqual([])
})

test('anything else comes again, and no refund overtakes it', async () => {
  const batch = sqsEvent([JSON.stringify({ cents: 5 }), record(-500)], { group: 'c7' })
  expect(failuresOf(await handler(batch, context()))).toEqual(['m0', 'm1'])
  expect(said()).toEqual([])
})
