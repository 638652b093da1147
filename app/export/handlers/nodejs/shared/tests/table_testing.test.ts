import { DynamoDBClient, PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb'
import {
  BatchGetCommand,
  DeleteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb'
import { beforeEach, describe, expect, test } from 'vitest'

import { type FakeTable, FakeTables } from '#shared/table_testing'

const client = DynamoDBDocumentClient.from(new DynamoDBClient({}))
let tables: FakeTables
let tea: FakeTable

beforeEach(() => {
  tables = new FakeTables()
  tea = tables.make('stock', 'pk')
  tea.put({ pk: 'tea', left: 3, tags: new Set(['hot']), inner: { a: 1 } })
})

function update(expression: string, more: object = {}): UpdateCommand {
  return new UpdateCommand({ TableName: 'stock', Key: { pk: 'tea' }, UpdateExpression: expression, ...more })
}

test('an item that was put is found, and one that was deleted is not', async () => {
  await client.send(new PutCommand({ TableName: 'stock', Item: { pk: 'cup', left: 1 } }))
  const key = { TableName: 'stock', Key: { pk: 'cup' } }
  expect((await client.send(new GetCommand(key))).Item).toEqual({ pk: 'cup', left: 1 })
  await client.send(new DeleteCommand(key))
  expect((await client.send(new GetCommand(key))).Item).toBeUndefined()
  const batch = { RequestItems: { stock: { Keys: [{ pk: 'tea' }, { pk: 'cup' }] } } }
  expect((await client.send(new BatchGetCommand(batch))).Responses?.['stock']).toHaveLength(1)
})

describe('conditions', () => {
  const values = { ':three': 3, ':four': 4, ':te': 'te', ':hot': 'hot' }

  test.each([
    ['attribute_exists(pk)', true],
    ['attribute_not_exists(pk)', false],
    ['attribute_not_exists(nothing) AND #left >= :three', true],
    ['#left < :three OR #left > :three', false],
    ['NOT #left = :four', true],
    ['#left <> :four AND (begins_with(pk, :te) AND contains(tags, :hot))', true],
    ['#left BETWEEN :three AND :four', true],
    ['#left IN (:four)', false],
    ['inner.a < :three', true],
    ['nothing < :three', false],
    ['size(pk) = :three', true],
  ])('%s', async (text, holds) => {
    const used = Object.entries(values).filter(([name]) => text.includes(name))
    const sent = client.send(
      new PutCommand({
        TableName: 'stock',
        Item: { pk: 'tea' },
        ConditionExpression: text,
        ...(text.includes('#left') && { ExpressionAttributeNames: { '#left': 'left' } }),
        ...(used.length > 0 && { ExpressionAttributeValues: Object.fromEntries(used) }),
      }),
    )
    await (holds ? expect(sent).resolves.toBeDefined() : expect(sent).rejects.toThrow('conditional'))
    expect(tea.get({ pk: 'tea' })).toHaveProperty('pk', 'tea')
    expect(tea.get({ pk: 'tea' })?.['left']).toBe(holds ? undefined : 3)
  })

  test('names and values that no expression uses are refused, and so is what is no expression', async () => {
    const idle = { ExpressionAttributeValues: { ':one': 1, ':idle': 2 } }
    await expect(client.send(update('SET one = :one', idle))).rejects.toThrow(':idle')
    await expect(client.send(update('SET one = :missing'))).rejects.toThrow(':missing')
    await expect(client.send(update('REMOVE one', { ConditionExpression: 'pk ? pk' }))).rejects.toThrow('no expression')
    await expect(client.send(update('PUT one'))).rejects.toThrow('PUT')
  })
})

test('an update sets, counts, adds, removes and returns', async () => {
  const answer = await client.send(
    update('SET inner.a = inner.a + :one, first = if_not_exists(first, :one) ADD #left :one, tags :tags REMOVE gone', {
      ExpressionAttributeNames: { '#left': 'left' },
      ExpressionAttributeValues: { ':one': 1, ':tags': new Set(['green']) },
      ReturnValues: 'ALL_NEW',
    }),
  )
  const after = { pk: 'tea', left: 4, tags: new Set(['hot', 'green']), inner: { a: 2 }, first: 1 }
  expect(answer.Attributes).toEqual(after)
  expect(tea.items()).toEqual([after])
  await client.send(update('DELETE tags :tags', { ExpressionAttributeValues: { ':tags': new Set(['hot', 'green']) } }))
  expect(tea.get({ pk: 'tea' })).not.toHaveProperty('tags')
})

test('a query finds what has the key, in order', async () => {
  const log = tables.make('log', 'job', 'at')
  for (const at of ['2', '1', '3']) log.put({ job: 'a', at })
  log.put({ job: 'b', at: '0' })
  const query = { TableName: 'log', KeyConditionExpression: 'job = :a', ExpressionAttributeValues: { ':a': 'a' } }
  const found = await client.send(new QueryCommand({ ...query, ScanIndexForward: false, Limit: 2 }))
  expect(found.Items?.map((item) => item['at'])).toEqual(['3', '2'])
})

describe('a transaction', () => {
  function transaction(left: number, token?: string): TransactWriteCommand {
    const Update = {
      TableName: 'stock',
      Key: { pk: 'tea' },
      UpdateExpression: 'ADD #left :less',
      ConditionExpression: '#left >= :needed',
      ExpressionAttributeNames: { '#left': 'left' },
      ExpressionAttributeValues: { ':less': -left, ':needed': left },
    }
    const TransactItems = [{ Put: { TableName: 'stock', Item: { pk: `order#${left}` } } }, { Update }]
    return new TransactWriteCommand({ TransactItems, ClientRequestToken: token })
  }

  test('writes all or nothing, and says which condition failed', async () => {
    const reasons = [{ Code: 'None' }, { Code: 'ConditionalCheckFailed' }]
    await expect(client.send(transaction(4))).rejects.toMatchObject({ CancellationReasons: reasons })
    expect(tea.items()).toHaveLength(1)
    await client.send(transaction(2))
    expect(tea.get({ pk: 'tea' })?.['left']).toBe(1)
    expect(tea.items()).toHaveLength(2)
  })

  test('is done once under one token', async () => {
    await client.send(transaction(1, 'token'))
    await client.send(transaction(1, 'token'))
    expect(tea.get({ pk: 'tea' })?.['left']).toBe(2)
    await expect(client.send(transaction(2, 'token'))).rejects.toThrow('another')
  })

  test('writes an item once', async () => {
    const Put = { TableName: 'stock', Item: { pk: 'cup' } }
    await expect(client.send(new TransactWriteCommand({ TransactItems: [{ Put }, { Put }] }))).rejects.toThrow('one')
  })
})

test('the client with typed values sees the same tables', async () => {
  const plain = new DynamoDBClient({})
  await plain.send(new PutItemCommand({ TableName: 'stock', Item: { pk: { S: 'cup' }, left: { N: '1' } } }))
  const answer = await plain.send(
    new UpdateItemCommand({
      TableName: 'stock',
      Key: { pk: { S: 'cup' } },
      UpdateExpression: 'ADD #left :one',
      ExpressionAttributeNames: { '#left': 'left' },
      ExpressionAttributeValues: { ':one': { N: '1' } },
      ReturnValues: 'ALL_NEW',
    }),
  )
  expect(answer.Attributes).toEqual({ pk: { S: 'cup' }, left: { N: '2' } })
  const again = new PutItemCommand({
    TableName: 'stock',
    Item: { pk: { S: 'cup' } },
    ConditionExpression: 'attribute_not_exists(pk)',
  })
  await expect(plain.send(again)).rejects.toMatchObject({ Item: { left: { N: '2' } } })
})

test('what no table takes is refused', async () => {
  await expect(client.send(new GetCommand({ TableName: 'none', Key: { pk: 'tea' } }))).rejects.toThrow('no table')
  await expect(client.send(new GetCommand({ TableName: 'stock', Key: { id: 'tea' } }))).rejects.toThrow('pk')
})
