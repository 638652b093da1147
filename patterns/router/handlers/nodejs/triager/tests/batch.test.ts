import { expect, test } from 'vitest'

import { eventsIn, pieces } from '../batch'

test('a large share goes in pieces, and none is empty', () => {
  const events = [1, 2, 3, 4, 5].map((n) => ({ kind: 'error', n }))
  const found = pieces(events, 60)
  expect(found.map((piece) => piece.length)).toEqual([2, 2, 1])
  expect(found.flat()).toEqual(events)
  expect(pieces([{ text: 'x'.repeat(99) }], 60)).toHaveLength(1)
  expect(pieces([])).toEqual([])
})

test('a brace or a quote in a text ends no event', () => {
  const events = [{ text: '}{"\\' }, { inner: { text: '{' } }, { text: '"}' }]
  const data = Buffer.from(events.map((event) => JSON.stringify(event, null, 1)).join(''))
  expect(eventsIn(data)).toEqual(events)
})

test.each(['{"a": 1} x', '{"a": 1', 'x'])('what is cut off or no JSON fails loudly: %s', (text) => {
  expect(() => eventsIn(Buffer.from(text))).toThrow(SyntaxError)
})
