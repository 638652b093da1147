import { snsEvent } from '#testing'

import { expect, test } from 'vitest'

import { claimsOf } from '#shared/claims'

const CLAIM = { claim: 'k1', kind: 'car' }

test.each([
  { ...CLAIM },
  { source: 'intake', 'detail-type': 'claim', detail: CLAIM },
  { ...snsEvent(JSON.stringify(CLAIM)) },
])('a claim is the same whichever way it came: %#', (event) => {
  expect(claimsOf(event)).toEqual([CLAIM])
})

test.each([{}, { detail: {} }, { claim: '' }, { claim: 7 }, { detail: [] }, { Records: [{ Sns: { Message: '{}' } }] }])(
  'a claim without a number is none: %j',
  (event) => {
    expect(() => claimsOf(event)).toThrow('number')
  },
)
