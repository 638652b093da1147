import { answerFetch, context, settings } from '#testing'

import { beforeEach, expect, test } from 'vitest'

import { handler } from '../app'

beforeEach(() => settings({ AGENCY_BASE_URL: 'https://agency.example' }))

test('the score is added to the request', async () => {
  answerFetch({ body: { score: 812 } })
  expect(await handler({ customer: 'c7', cents: 5 }, context())).toEqual({ customer: 'c7', cents: 5, score: 812 })
})

test.each([null, {}, { score: 'high' }, { score: 1001 }])('%j is an error of the agency', async (body) => {
  answerFetch({ body })
  await expect(handler({ customer: 'c7' }, context())).rejects.toMatchObject({ name: 'RemoteError' })
})

test('nobody has no score', async () => {
  const sent = answerFetch({ body: { score: 812 } })
  await expect(handler({}, context())).rejects.toThrow('customer')
  expect(sent).toEqual([])
})
