/** DynamoDB tables in memory, for the handlers' tests: conditions, updates and transactions are really worked out, so
 * that a test states what is in a table afterwards, and not which calls were made.
 *
 * It knows what the handlers use: keys of one or two strings, and answers that fit on one page. No indexes.
 */

import {
  type AttributeValue,
  ConditionalCheckFailedException,
  DeleteItemCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  ResourceNotFoundException,
  TransactionCanceledException,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb'
import {
  BatchGetCommand,
  DeleteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  ScanCommand,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb'
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb'
import type { AttributeValue as Streamed } from 'aws-lambda'
import { mockClient } from 'aws-sdk-client-mock'

import { holds, type Item, updated } from './table_expressions'

/** One call or one part of a transaction, in plain values. */
interface Call {
  TableName?: string | undefined
  Key?: Item | undefined
  Item?: Item | undefined
  ConditionExpression?: string | undefined
  UpdateExpression?: string | undefined
  KeyConditionExpression?: string | undefined
  FilterExpression?: string | undefined
  ExpressionAttributeNames?: Record<string, string> | undefined
  ExpressionAttributeValues?: Item | undefined
  ReturnValues?: string | undefined
  ScanIndexForward?: boolean | undefined
  Limit?: number | undefined
}

type Kind = 'Put' | 'Update' | 'Delete' | 'ConditionCheck'

interface Transaction {
  TransactItems: Partial<Record<Kind, Call>>[]
  ClientRequestToken?: string
}

const FOUND = { $metadata: {} }

/** A table in memory. */
export class FakeTable {
  private readonly keys: readonly string[]
  private readonly stored = new Map<string, Item>()

  constructor(keys: readonly string[]) {
    this.keys = keys
  }

  /** All items, in the order of their keys. */
  items(): Item[] {
    return [...this.stored].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, item]) => structuredClone(item))
  }

  /** The item of a key; undefined if there is none. */
  get(key: Item): Item | undefined {
    return structuredClone(this.stored.get(this.id(key)))
  }

  /** Store an item, as a test's beginning. */
  put(item: Item): void {
    this.stored.set(this.id(item), stored(item))
  }

  /** Remove the item of a key. */
  remove(key: Item): void {
    this.stored.delete(this.id(key))
  }

  /** What tells an item from all others. Throws for a key that is not the table's. */
  id(item: Item): string {
    const values = this.keys.map((name) => item[name])
    if (!values.every((value) => typeof value === 'string' && value !== '')) {
      throw new Error(`an item's key is ${this.keys.join(' and ')}`)
    }
    return JSON.stringify(values)
  }
}

/** All tables of a test. Making it puts it in the place of DynamoDB, whichever client asks. */
export class FakeTables {
  private readonly tables = new Map<string, FakeTable>()
  private readonly tokens = new Map<string, string>()

  constructor() {
    const documents = mockClient(DynamoDBDocumentClient)
    documents.on(GetCommand).callsFake(async (call: Call) => this.get(call))
    documents.on(BatchGetCommand).callsFake(async (call) => this.batchGet(call.RequestItems))
    documents.on(PutCommand).callsFake(async (call: Call) => this.write('Put', call))
    documents.on(UpdateCommand).callsFake(async (call: Call) => this.write('Update', call))
    documents.on(DeleteCommand).callsFake(async (call: Call) => this.write('Delete', call))
    documents.on(QueryCommand).callsFake(async (call: Call) => this.select(call))
    documents.on(ScanCommand).callsFake(async (call: Call) => this.select(call))
    documents.on(TransactWriteCommand).callsFake(async (call) => this.transact(call))
    const items = mockClient(DynamoDBClient)
    items.on(GetItemCommand).callsFake(async (call: Call) => wire(this.get(plain(call))))
    items.on(PutItemCommand).callsFake(async (call: Call) => wire(this.write('Put', plain(call))))
    items.on(UpdateItemCommand).callsFake(async (call: Call) => wire(this.write('Update', plain(call))))
    items.on(DeleteItemCommand).callsFake(async (call: Call) => wire(this.write('Delete', plain(call))))
  }

  /** Make a table by its name and the names of its keys, whose values are strings. */
  make(name: string, partitionKey: string, ...sortKey: string[]): FakeTable {
    const table = new FakeTable([partitionKey, ...sortKey])
    this.tables.set(name, table)
    return table
  }

  private table(name: string | undefined): FakeTable {
    const found = this.tables.get(name ?? '')
    if (found === undefined) throw new ResourceNotFoundException({ ...FOUND, message: `no table ${name}` })
    return found
  }

  private get(call: Call): { Item?: Item } {
    const item = this.table(call.TableName).get(call.Key ?? {})
    return item === undefined ? {} : { Item: item }
  }

  private batchGet(wanted: Record<string, { Keys: Item[] }>): { Responses: Record<string, Item[]> } {
    const found = Object.entries(wanted).map(([name, { Keys }]) => {
      return [name, Keys.map((key) => this.table(name).get(key)).filter((item) => item !== undefined)] as const
    })
    return { Responses: Object.fromEntries(found) }
  }

  private select(call: Call): { Items: Item[]; Count: number } {
    const items = this.table(call.TableName).items().filter((item) => {
      return allowed(call, call.KeyConditionExpression, item) && allowed(call, call.FilterExpression, item)
    })
    const Items = (call.ScanIndexForward === false ? items.reverse() : items).slice(0, call.Limit)
    return { Items, Count: Items.length }
  }

  private write(kind: Kind, call: Call): { Attributes?: Item } {
    const table = this.table(call.TableName)
    const before = table.get(call.Key ?? call.Item ?? {})
    if (!allowed(call, call.ConditionExpression, before)) {
      throw new ConditionalCheckFailedException({
        ...FOUND,
        message: 'The conditional request failed',
        ...(before && { Item: marshall(before) }),
      })
    }
    const after = written(kind, call, before)
    if (after === undefined) table.remove(call.Key ?? {})
    else table.put(after)
    const told = call.ReturnValues === 'ALL_NEW' ? after : call.ReturnValues === 'ALL_OLD' ? before : undefined
    return told === undefined ? {} : { Attributes: told }
  }

  private transact({ TransactItems: parts, ClientRequestToken: token }: Transaction): object {
    const same = JSON.stringify(parts)
    const known = token === undefined ? undefined : this.tokens.get(token)
    if (known === same) return {}
    if (known !== undefined) throw new Error('this ClientRequestToken belongs to another transaction')
    const writes = parts.flatMap((part) => Object.entries(part) as [Kind, Call][])
    const ids = new Set(writes.map(([, call]) => `${call.TableName}${this.table(call.TableName).id(keyOf(call))}`))
    if (writes.length > 100 || ids.size < writes.length) throw new Error('100 writes at most, and one for an item')
    const reasons = writes.map(([, call]) => {
      const item = this.table(call.TableName).get(keyOf(call))
      return { Code: allowed(call, call.ConditionExpression, item) ? 'None' : 'ConditionalCheckFailed' }
    })
    if (reasons.some(({ Code }) => Code !== 'None')) {
      throw new TransactionCanceledException({ ...FOUND, message: 'cancelled', CancellationReasons: reasons })
    }
    for (const [kind, call] of writes) if (kind !== 'ConditionCheck') this.write(kind, call)
    if (token !== undefined) this.tokens.set(token, same)
    return {}
  }
}

/** An item as its table's stream tells of it. */
export function imageOf(item: Item): Record<string, Streamed> {
  return marshall(item) as Record<string, Streamed>
}

function keyOf(call: Call): Item {
  return call.Key ?? call.Item ?? {}
}

function allowed(call: Call, text: string | undefined, item: Item | undefined): boolean {
  return text === undefined || holds({ text, ...said(call) }, item)
}

function written(kind: Kind, call: Call, before: Item | undefined): Item | undefined {
  if (kind === 'Delete') return undefined
  if (kind === 'Put') return call.Item
  const item = before ?? { ...call.Key }
  return call.UpdateExpression === undefined ? item : updated({ text: call.UpdateExpression, ...said(call) }, item)
}

/** The names and values of a call. Throws for one that no expression uses, as DynamoDB does. */
function said(call: Call): { names: Record<string, string> | undefined; values: Item | undefined } {
  const { ExpressionAttributeNames: names, ExpressionAttributeValues: values } = call
  const texts = [call.ConditionExpression, call.UpdateExpression, call.KeyConditionExpression, call.FilterExpression]
  const used = new Set(texts.flatMap((text) => text?.match(/[#:]\w+/g) ?? []))
  const unused = Object.keys({ ...names, ...values }).filter((name) => !used.has(name))
  if (unused.length > 0) throw new Error(`not used in any expression: ${unused.join(', ')}`)
  return { names, values }
}

/** What is left of an item after its way to DynamoDB. Throws for what cannot be stored. */
function stored(item: Item): Item {
  return unmarshall(marshall(item))
}

function plain(call: Call): Call {
  const read = (part: Item | undefined): Item | undefined => part && unmarshall(part as Record<string, AttributeValue>)
  return {
    ...call,
    Key: read(call.Key),
    Item: read(call.Item),
    ExpressionAttributeValues: read(call.ExpressionAttributeValues),
  }
}

function wire(answer: { Item?: Item; Attributes?: Item }): object {
  return Object.fromEntries(Object.entries(answer).map(([name, item]) => [name, marshall(item)]))
}
