import '#testing'

import { beforeEach, expect, test, vi } from 'vitest'

import { Breaker, type Circuit, CLOSED, OpenError, type Store, StoreError } from '../breaker'
import { standingClock } from '../circuit_testing'

/** A store in memory that can be broken. */
class Memory implements Store {
  circuit: Circuit = CLOSED
  broken = false
  reads = 0
  private failures = 0
  private probe: string | undefined
  private good = 0

  private check(): void {
    if (this.broken) throw new StoreError('gone')
  }

  async read(): Promise<Circuit> {
    this.check()
    this.reads += 1
    return this.circuit
  }

  async countFailure(): Promise<number> {
    this.check()
    this.failures += 1
    return this.failures
  }

  async open(until: number): Promise<boolean> {
    this.check()
    if (this.circuit.isOpen) return false
    this.circuit = { isOpen: true, until, attempt: 0 }
    return true
  }

  async takeProbe(owner: string): Promise<boolean> {
    this.check()
    if (this.probe !== undefined) return false
    this.probe = owner
    return true
  }

  async probeSucceeded(_owner: string, needed: number): Promise<boolean> {
    this.check()
    this.probe = undefined
    this.good += 1
    if (this.good < needed) return false
    this.circuit = CLOSED
    this.failures = 0
    return true
  }

  async probeFailed(_owner: string, until: number, attempt: number): Promise<boolean> {
    this.check()
    this.probe = undefined
    this.good = 0
    this.circuit = { isOpen: true, until, attempt }
    return true
  }
}

let clock: { now: number }
let store: Memory
let breaker: Breaker

beforeEach(() => {
  clock = standingClock()
  store = new Memory()
  breaker = new Breaker(store)
})

async function fail(times = 1, retryAfter?: number): Promise<void> {
  for (let time = 0; time < times; time += 1) await breaker.failed(await breaker.enter(), retryAfter)
}

async function refusal(): Promise<number> {
  const error = await breaker.enter().catch((thrown: unknown) => thrown)
  if (!(error instanceof OpenError)) throw new Error('it was let through')
  return error.retryAfter
}

test('below the threshold calls go through', async () => {
  await fail(4)
  expect((await breaker.enter()).probe).toBeUndefined()
})

test('the threshold opens it for thirty seconds', async () => {
  await fail(5)
  expect(await refusal()).toBe(30)
  clock.now += 29
  expect(await refusal()).toBe(1)
})

test('then one may try and all others are refused', async () => {
  await fail(5)
  clock.now += 30
  const permits = await Promise.allSettled(Array.from({ length: 6 }, () => breaker.enter()))
  expect(permits.map(({ status }) => status).sort()).toEqual(['fulfilled', ...Array<string>(5).fill('rejected')])
  expect(await refusal()).toBeGreaterThanOrEqual(1)
})

test('three good probes in a row close it', async () => {
  await fail(5)
  clock.now += 30
  for (let probe = 0; probe < 3; probe += 1) {
    const permit = await breaker.enter()
    expect(permit.probe).toBeDefined()
    await breaker.succeeded(permit)
  }
  expect((await breaker.enter()).probe).toBeUndefined()
})

test('a bad probe opens it for twice as long each time up to ten minutes', async () => {
  await fail(5)
  const waits = []
  for (let probe = 0; probe < 7; probe += 1) {
    clock.now = store.circuit.until
    await fail()
    waits.push(store.circuit.until - clock.now)
  }
  expect(waits).toEqual([60, 120, 240, 480, 600, 600, 600])
})

test('the wait has a random part', async () => {
  vi.mocked(Math.random).mockReturnValue(0.5)
  await fail(5)
  expect(await refusal()).toBe(33)
})

test('the dependency’s own wish is obeyed within reason', async () => {
  await fail(5, 90)
  expect(await refusal()).toBe(90)
  clock.now = store.circuit.until
  await fail(1, 86_400)
  expect(await refusal()).toBe(720)
})

test('if the state cannot be read calls go through', async () => {
  store.broken = true
  for (let call = 0; call < 10; call += 1) {
    const permit = await breaker.enter()
    expect(permit.probe).toBeUndefined()
    await breaker.failed(permit)
    await breaker.succeeded(permit)
  }
})

test('a copy in memory spares reads for a second', async () => {
  for (let call = 0; call < 10; call += 1) await breaker.enter()
  expect(store.reads).toBe(1)
  clock.now += 1
  await breaker.enter()
  expect(store.reads).toBe(2)
})

test('what another copy opened is noticed within a second', async () => {
  await breaker.enter()
  store.circuit = { isOpen: true, until: clock.now + 31, attempt: 0 }
  clock.now += 1
  expect(await refusal()).toBe(30)
})

test('good calls of a closed circuit write nothing', async () => {
  const permit = await breaker.enter()
  store.broken = true
  await expect(breaker.succeeded(permit)).resolves.toBeUndefined()
})
