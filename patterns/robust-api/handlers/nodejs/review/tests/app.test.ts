import { context, settings } from '#testing'

import { beforeEach, expect, test } from 'vitest'

import { type FakeTable, FakeTables } from '#shared/table_testing'

import { handler } from '../app'

const REVIEW = { film: 'f1', visitor: 'ada', stars: 5, text: ' Go. ' }
let reviews: FakeTable

beforeEach(() => {
  settings({ REVIEWS_TABLE_NAME: 'reviews' })
  reviews = new FakeTables().make('reviews', 'film', 'visitor')
})

test('a review is there once and the last word counts', async () => {
  await handler(REVIEW, context())
  await handler({ ...REVIEW, stars: 4 }, context())
  const saved_at = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00$/)
  expect(reviews.items()).toEqual([{ film: 'f1', visitor: 'ada', stars: 4, text: 'Go.', saved_at }])
})

test.each([{ film: '' }, { stars: 6 }, { stars: '5' }, { text: 'a'.repeat(4001) }, { visitor: null }])(
  'what is no review fails loudly: %#',
  async (wrong) => {
    await expect(handler({ ...REVIEW, ...wrong }, context())).rejects.toMatchObject({ name: 'ReviewError' })
    expect(reviews.items()).toEqual([])
  },
)
