import { context, httpEvent, settings } from '#testing'

import { expect, test } from 'vitest'

import { FakeTables } from '#shared/table_testing'

import { handler } from '../app'

test.each([
  [{ name: 'Ada', picture: 'a.png' }, 200],
  [{ name: 'Ada' }, 200],
  [{}, 400],
  [{ name: 1 }, 400],
  [{ name: 'Ada', picture: 7 }, 400],
])('a profile is saved with the time of its change: %j', async (profile, status) => {
  settings({ PROFILES_TABLE_NAME: 'profiles' })
  const profiles = new FakeTables().make('profiles', 'person')
  const answer = await handler(httpEvent('PUT', '/profiles/ada', { body: JSON.stringify(profile) }), context())
  expect(answer.statusCode).toBe(status)
  const saved = { person: 'ada', picture: '', ...profile, last_updated: expect.any(Number) }
  expect(profiles.items()).toEqual(status === 200 ? [saved] : [])
  if (status === 200) expect(JSON.parse(answer.body)).toEqual(saved)
})
