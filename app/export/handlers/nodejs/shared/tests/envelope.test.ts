import { expect, test } from 'vitest'

import { unwrapped } from '../envelope'

test('a notification is taken out of its envelope', () => {
  expect(unwrapped(JSON.stringify({ Type: 'Notification', Message: '{"id": "e1"}' }))).toBe('{"id": "e1"}')
})

test.each(['{"id": "e1"}', '{"Type": "Notification"}', 'no json', '[]', '"text"', 'null'])(
  'everything else stays as it is: %s',
  (body) => {
    expect(unwrapped(body)).toBe(body)
  },
)
