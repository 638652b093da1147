/** Stock and reservations, in one table: `product#tea` holds what is left, `order#4711` what an order has taken. */

import { GetCommand, TransactWriteCommand, type TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb'

import { documents, failedConditions } from './documents'
import { setting } from './settings'
import { isObject, isText, isWhole } from './values'

type Write = NonNullable<TransactWriteCommandInput['TransactItems']>[number]

/** One transaction takes 100 writes (DynamoDB API Reference, TransactWriteItems), and the order is one of them. */
const MOST_LINES = 99

/** What came is no order. */
export class OrderError extends Error {
  override readonly name = 'OrderError'
}

/** The order can't be had whole, or was cancelled before. */
export class OutOfStockError extends Error {
  override readonly name = 'OutOfStockError'
}

/** The order's number. Throws OrderError.
 *
 * A step that runs because another has failed gets `{"input": the order, "error": what happened}`.
 */
export function orderOf(event: Record<string, unknown>): string {
  const { order } = isObject(event['input']) ? event['input'] : event
  if (!isText(order)) throw new OrderError('order: its number')
  return order
}

/** The order's number, and how many of each product. Throws OrderError. */
export function read(event: Record<string, unknown>): [order: string, lines: ReadonlyMap<string, number>] {
  const wanted = new Map<string, number>()
  for (const line of Array.isArray(event['lines']) ? event['lines'] : []) {
    const { product, quantity } = isObject(line) ? line : {}
    if (!isText(product) || !isWhole(quantity) || quantity <= 0) {
      throw new OrderError('lines: each with a product and a quantity')
    }
    wanted.set(product, (wanted.get(product) ?? 0) + quantity)
  }
  if (wanted.size < 1 || wanted.size > MOST_LINES) throw new OrderError(`lines: 1 to ${MOST_LINES} products`)
  return [orderOf(event), wanted]
}

/** Take all lines or none. False if this order has them already. Throws OutOfStockError. */
export async function reserve(order: string, lines: ReadonlyMap<string, number>): Promise<boolean> {
  const note: Write = {
    Put: {
      TableName: table(),
      Item: { pk: `order#${order}`, state: 'reserved', lines: Object.fromEntries(lines) },
      ConditionExpression: 'attribute_not_exists(pk)',
    },
  }
  const taken = [...lines].map(([product, quantity]) => move(product, -quantity))
  if (await write([note, ...taken])) return true
  if ((await find(order))?.['state'] === 'reserved') return false
  throw new OutOfStockError(order)
}

/** Put back what the order has taken, and cancel it. False if it was cancelled before or never took anything. */
export async function release(order: string): Promise<boolean> {
  const item = await find(order)
  const cancel: Write = {
    Update: {
      TableName: table(),
      Key: { pk: `order#${order}` },
      UpdateExpression: 'SET #state = :cancelled',
      // An order that comes late finds itself cancelled and takes nothing.
      ConditionExpression: item === undefined ? 'attribute_not_exists(pk)' : '#state = :reserved',
      ExpressionAttributeNames: { '#state': 'state' },
      ExpressionAttributeValues: { ':cancelled': 'cancelled', ...(item && { ':reserved': 'reserved' }) },
    },
  }
  const lines = Object.entries((item?.['lines'] ?? {}) as Record<string, number>)
  const back = lines.map(([product, quantity]) => move(product, quantity))
  return (await write([cancel, ...back])) && lines.length > 0
}

function table(): string {
  return setting('STOCK_TABLE_NAME')
}

async function find(order: string): Promise<Record<string, unknown> | undefined> {
  const key = { pk: `order#${order}` }
  const answer = await documents.send(new GetCommand({ TableName: table(), Key: key, ConsistentRead: true }))
  return answer.Item
}

function move(product: string, quantity: number): Write {
  const taken = quantity < 0
  return {
    Update: {
      TableName: table(),
      Key: { pk: `product#${product}` },
      UpdateExpression: 'ADD #left :quantity',
      ExpressionAttributeNames: { '#left': 'left' },
      ExpressionAttributeValues: { ':quantity': quantity, ...(taken && { ':needed': -quantity }) },
      ...(taken && { ConditionExpression: '#left >= :needed' }),
    },
  }
}

async function write(writes: Write[]): Promise<boolean> {
  try {
    await documents.send(new TransactWriteCommand({ TransactItems: writes }))
  } catch (error) {
    if (failedConditions(error).includes(true)) return false
    throw error
  }
  return true
}
