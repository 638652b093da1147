/** For tests of circuit breakers: a clock that stands still, and what every store of a circuit must do. */

import { expect, test, vi } from 'vitest'

import type { Store } from './breaker'

let begin = 1_000_000

/** A clock that moves only when told, in seconds, without a random part of waits.
 *
 * Each begins later than the one before, so that nothing that a handler remembers from an earlier test counts.
 */
export function standingClock(): { now: number } {
  begin += 1_000_000
  const clock = { now: begin }
  vi.spyOn(Date, 'now').mockImplementation(() => clock.now * 1_000)
  vi.spyOn(Math, 'random').mockReturnValue(0)
  return clock
}

/** Test a store. `another` gives one more for the same circuit, as another copy of the function has. */
export function testStore(another: () => Store): void {
  test('a circuit that nobody knows is closed', async () => {
    expect(await another().read()).toMatchObject({ isOpen: false })
  })

  test('failures of a window add up', async () => {
    const counts = []
    for (const copy of [another(), another(), another()]) counts.push(await copy.countFailure(1000, 60))
    expect(counts).toEqual([1, 2, 3])
  })

  test('it opens once and forgets the failures', async () => {
    const store = another()
    await store.countFailure(1000, 60)
    expect(await store.open(1030.5)).toBe(true)
    expect(await another().open(9999)).toBe(false)
    expect(await store.read()).toEqual({ isOpen: true, until: 1030.5, attempt: 0 })
    expect(await store.countFailure(1000, 60)).toBe(1)
  })

  test('a probe is for one and only when the time is over', async () => {
    const store = another()
    expect(await store.takeProbe('a', 2000, 10)).toBe(false)
    await store.open(1030)
    expect(await store.takeProbe('a', 1029.9, 10)).toBe(false)
    expect(await store.takeProbe('a', 1030, 10)).toBe(true)
    expect(await another().takeProbe('b', 1031, 10)).toBe(false)
  })

  test('a probe that nobody reports on is given away after its time', async () => {
    const store = another()
    await store.open(1030)
    await store.takeProbe('a', 1030, 10)
    expect(await store.takeProbe('b', 1040, 10)).toBe(true)
    expect(await store.probeFailed('a', 5000, 1)).toBe(false)
    expect(await store.probeSucceeded('a', 1)).toBe(false)
    expect(await store.read()).toMatchObject({ isOpen: true, until: 1030 })
  })

  test('the last good probe closes it', async () => {
    const store = another()
    await store.open(1030)
    const outcomes = []
    for (const number of [0, 1, 2]) {
      expect(await store.takeProbe(`p${number}`, 1031 + number, 10)).toBe(true)
      outcomes.push(await store.probeSucceeded(`p${number}`, 3))
    }
    expect(outcomes).toEqual([false, false, true])
    expect(await store.read()).toMatchObject({ isOpen: false })
    expect(await store.takeProbe('late', 2000, 10)).toBe(false)
  })

  test('good probes must come in a row', async () => {
    const store = another()
    await store.open(1030)
    const outcomes = []
    for (const [number, good] of [true, true, false, true, true, true].entries()) {
      const now = 2000 + number * 1000
      expect(await store.takeProbe(`p${number}`, now, 10)).toBe(true)
      if (good) outcomes.push(await store.probeSucceeded(`p${number}`, 3))
      else expect(await store.probeFailed(`p${number}`, now + 60, 1)).toBe(true)
    }
    expect(outcomes).toEqual([false, false, false, false, true])
  })

  test('a closed circuit can open again from the start', async () => {
    const store = another()
    await store.open(1030)
    await store.takeProbe('a', 1031, 10)
    await store.probeFailed('a', 1100, 1)
    await store.takeProbe('b', 1100, 10)
    expect(await store.probeSucceeded('b', 1)).toBe(true)
    expect(await store.open(3000)).toBe(true)
    expect(await store.read()).toEqual({ isOpen: true, until: 3000, attempt: 0 })
  })

  test('of many at once one opens it and one probes', async () => {
    const race = async <Outcome>(act: (store: Store, number: number) => Promise<Outcome>): Promise<Outcome[]> =>
      Promise.all(Array.from({ length: 8 }, (_, number) => act(another(), number)))
    const counts = await race((store) => store.countFailure(1000, 60))
    expect(counts.sort()).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
    const opened = await race((store) => store.open(1030))
    expect(opened.filter(Boolean)).toHaveLength(1)
    const probing = await race((store, number) => store.takeProbe(`p${number}`, 1030, 10))
    expect(probing.filter(Boolean)).toHaveLength(1)
  })
}
