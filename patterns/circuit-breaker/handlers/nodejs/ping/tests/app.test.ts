import { answerFetch, context, settings } from '#testing'

import { beforeEach, expect, test } from 'vitest'

import { standingClock } from '#shared/circuit_testing'
import { TableCircuit } from '#shared/table_circuit'
import { FakeTables } from '#shared/table_testing'

import { handler } from '../app'

const circuit = new TableCircuit('CIRCUITS', 'carrier')
const WELL = [{ cents: 490 }]
let clock: { now: number }

beforeEach(() => {
  clock = standingClock()
  settings({ CIRCUITS_TABLE_NAME: 'circuits', CARRIER_BASE_URL: 'https://carrier.example' })
  new FakeTables().make('circuits', 'dependency')
})

async function ping(body: unknown, status = 200): Promise<unknown> {
  answerFetch({ status, body })
  return handler({}, context())
}

async function isOpen(): Promise<boolean> {
  return (await circuit.read()).isOpen
}

test('two good answers in a row close the circuit', async () => {
  await circuit.open(clock.now + 9000)
  expect(await ping(WELL)).toEqual({ well: true, closed: false })
  expect(await ping(WELL)).toEqual({ well: true, closed: true })
  expect(await isOpen()).toBe(false)
})

test.each([null, [], {}])('an answer without a rate is not a good one: %j', async (answer) => {
  expect(await ping(answer)).toMatchObject({ well: false })
})

test('a bad answer between them starts over and prolongs the open state', async () => {
  await circuit.open(clock.now + 10)
  await ping(WELL)
  expect(await ping('down', 503)).toEqual({ well: false, closed: false })
  expect((await circuit.read()).until).toBe(clock.now + 600)
  await ping(WELL)
  expect(await isOpen()).toBe(true)
  await ping(WELL)
  expect(await isOpen()).toBe(false)
})

test('a closed circuit is left alone', async () => {
  await ping(WELL)
  await ping('no', 422)
  expect(await isOpen()).toBe(false)
  await circuit.open(clock.now + 9000)
  expect(await ping(WELL)).toEqual({ well: true, closed: false })
})

test('a circuit that was closed counts from the start when it opens again, whoever closed it', async () => {
  await circuit.open(clock.now + 9000)
  await ping(WELL)
  await ping(WELL)
  await circuit.open(clock.now)
  expect(await ping(WELL)).toEqual({ well: true, closed: false })
  await circuit.takeProbe('a request', clock.now, 10)
  expect(await circuit.probeSucceeded('a request', 1)).toBe(true)
  await circuit.open(clock.now + 9000)
  expect(await ping(WELL)).toEqual({ well: true, closed: false })
})
