import { context, settings } from '#testing'

import { expect, test } from 'vitest'

import { FakeTables } from '#shared/table_testing'

import { handler } from '../app'

test('the rate for the duration is added', async () => {
  settings({ RATES_TABLE_NAME: 'rates' })
  new FakeTables().make('rates', 'pk').put({ pk: 'rate#24', basis_points: 450 })
  expect(await handler({ months: 24 }, context())).toEqual({ months: 24, basis_points: 450 })
  const unknown = handler({ months: 25 }, context())
  await expect(unknown).rejects.toMatchObject({ name: 'NoRateError', message: '25 months' })
})
