import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { mockClient } from 'aws-sdk-client-mock'

import { settings } from '#testing'

import { beforeEach, expect, test } from 'vitest'

import { StoreError } from '../breaker'
import { testStore } from '../circuit_testing'
import { TableCircuit } from '../table_circuit'
import { FakeTables } from '../table_testing'

const store = new TableCircuit('CIRCUITS', 'carrier')

beforeEach(() => {
  settings({ CIRCUITS_TABLE_NAME: 'circuits' })
  new FakeTables().make('circuits', 'dependency')
})

testStore(() => new TableCircuit('CIRCUITS', 'carrier'))

test('a new window starts from one', async () => {
  const counts = []
  for (const now of [0, 59, 60, 61]) counts.push(await store.countFailure(now, 60))
  expect(counts).toEqual([1, 2, 1, 2])
})

test('a failure that a slower clock tells of counts in the window that has begun', async () => {
  await store.countFailure(60, 60)
  expect(await store.countFailure(59.9, 60)).toBe(2)
})

test('dependencies do not mix', async () => {
  await store.open(1030)
  expect(await new TableCircuit('CIRCUITS', 'another').read()).toMatchObject({ isOpen: false })
})

test('a table that does not answer is a store error', async () => {
  new FakeTables()
  await expect(store.read()).rejects.toBeInstanceOf(StoreError)
  await expect(store.open(1)).rejects.toBeInstanceOf(StoreError)
  await expect(store.countFailure(1, 60)).rejects.toBeInstanceOf(StoreError)
})

test.each([
  [{}, 200],
  [{ CIRCUITS_TIMEOUT_SECONDS: '1.5' }, 1_500],
])('nobody waits for the table longer than the design says: %o', async (said, milliseconds) => {
  settings(said)
  const documents = mockClient(DynamoDBDocumentClient)
  await new TableCircuit('CIRCUITS', 'carrier').read().catch(() => undefined)

  const { config } = documents.send.firstCall.thisValue
  expect(await config.maxAttempts()).toBe(1)
  expect(await config.requestHandler.configProvider).toMatchObject({ requestTimeout: milliseconds })
})
