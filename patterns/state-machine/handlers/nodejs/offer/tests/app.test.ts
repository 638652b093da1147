import { context } from '#testing'

import { expect, test } from 'vitest'

import { handler } from '../app'

const SCORED = { cents: 1_200_000, months: 12, score: 800 }
const RATED = { cents: 1_200_000, months: 12, basis_points: 500 }
const BOTH = { ...SCORED, ...RATED }

test.each([{ score: SCORED, rate: RATED }, BOTH])('both branches make one offer', async (event) => {
  expect(await handler(event, context())).toEqual({ offered: true, basis_points: 500, monthly_cents: 105_000 })
})

test('a lower score costs more and too low a one gets nothing', async () => {
  expect(await handler({ ...BOTH, score: 699 }, context())).toHaveProperty('basis_points', 650)
  expect(await handler({ ...BOTH, score: 399 }, context())).toEqual({ offered: false, reason: 'score' })
})

test('a part of a cent is rounded up, however large the sum', async () => {
  const large = { ...BOTH, cents: 900_719_925_474_099, months: 360, basis_points: 1 }
  expect(await handler(large, context())).toHaveProperty('monthly_cents', 2_509_505_792_363)
})

test.each([{ score: SCORED }, { rate: RATED }, {}, { score: SCORED, rate: null }, { ...BOTH, months: 0 }])(
  'without both there is no offer: %j',
  async (event) => {
    await expect(handler(event, context())).rejects.toThrow('offer')
  },
)
