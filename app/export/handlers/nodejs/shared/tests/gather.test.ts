import '#testing'

import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { gather } from '../gather'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('what came in time is there, whoever else fails or is late, and the late are told to stop', async () => {
  let told: AbortSignal | undefined
  const gathered = gather(['good', 'bad', 'late'], 2, async (name, signal) => {
    if (name === 'bad') throw new Error(name)
    if (name === 'late') {
      told = signal
      await new Promise(() => undefined)
    }
    return name.toUpperCase()
  })
  await vi.advanceTimersByTimeAsync(1_999)
  expect(told?.aborted).toBe(false)
  await vi.advanceTimersByTimeAsync(1)
  expect(await gathered).toEqual(new Map([['good', 'GOOD']]))
  expect(told?.aborted).toBe(true)
})

test('nobody waits for the deadline once all have answered', async () => {
  expect(await gather(['a', 'b'], 2, async (name) => name)).toEqual(new Map([['a', 'a'], ['b', 'b']]))
  expect(vi.getTimerCount()).toBe(0)
})

test('nobody asked is nobody missing', async () => {
  expect(await gather([], 2, async () => 1)).toEqual(new Map())
})
