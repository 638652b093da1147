import { expect, test } from 'vitest'

import { numberFor } from '#shared/bookings'

test('a booking’s number is the one that the handler in Python gives', () => {
  expect(numberFor('ada', 'key-00001')).toBe('dbf219c7-4984-5c86-9bab-6841790c9593')
})
