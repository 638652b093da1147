import '#testing'

import { PutCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb'
import { beforeEach, expect, test } from 'vitest'

import { documents, failedConditions, written } from '../documents'
import { FakeTables } from '../table_testing'

const once = { TableName: 'notes', ConditionExpression: 'attribute_not_exists(id)' }

beforeEach(() => new FakeTables().make('notes', 'id').put({ id: 'old' }))

test('a write whose condition does not hold was not made, and any other failure is one', async () => {
  expect(await written(documents.send(new PutCommand({ ...once, Item: { id: 'new' } })))).toBe(true)
  expect(await written(documents.send(new PutCommand({ ...once, Item: { id: 'old' } })))).toBe(false)
  const nowhere = documents.send(new PutCommand({ TableName: 'none', Item: { id: 'new' } }))
  await expect(written(nowhere)).rejects.toThrow('none')
})

test('a cancelled transaction tells which conditions failed', async () => {
  const TransactItems = ['new', 'old'].map((id) => ({ Put: { ...once, Item: { id } } }))
  const error: unknown = await documents.send(new TransactWriteCommand({ TransactItems })).catch((caught) => caught)
  expect(failedConditions(error)).toEqual([false, true])
  expect(failedConditions(new Error('down'))).toEqual([])
})
