/** Book loyalty points for an order, once: the order's number is the key, so a second try changes nothing.
 *
 * Invoked asynchronously with `{"customer": "c7", "order": "4711", "points": 120}`. Lambda may run it again for the same
 * event, and keeps what fails three times; so it throws what is wrong instead of hiding it.
 */

import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb'

import { documents, failedConditions } from '#shared/documents'
import { logger, observed } from '#shared/observed'
import { setting } from '#shared/settings'
import { isObject, isText, isWhole } from '#shared/values'

/** The sort key of the item that adds up a customer's points; orders are the others. */
const BALANCE = 'balance'

interface Sale {
  readonly customer: string
  readonly order: string
  readonly points: number
}

/** The event is no sale. Trying again won't help, and the failure target keeps it for a person. */
export class SaleError extends Error {
  override readonly name = 'SaleError'
}

/** Customer, order and points. Throws SaleError, which names the field. */
function read(event: unknown): Sale {
  const { customer, order, points } = isObject(event) ? event : {}
  if (!isText(customer)) throw new SaleError('customer: who gets the points')
  if (!isText(order) || order === BALANCE) throw new SaleError("order: the order's number")
  if (!isWhole(points) || points < 1) throw new SaleError('points: one or more')
  return { customer, order, points }
}

/** Note the order and raise the balance, both or neither. False if the order was booked before. */
async function book(sale: Sale): Promise<boolean> {
  const table = { TableName: setting('ACCOUNTS_TABLE_NAME') }
  const note = {
    ...table,
    Item: { ...sale },
    ConditionExpression: 'attribute_not_exists(#order)',
    ExpressionAttributeNames: { '#order': 'order' },
  }
  const add = {
    ...table,
    Key: { customer: sale.customer, order: BALANCE },
    UpdateExpression: 'ADD points :points',
    ExpressionAttributeValues: { ':points': sale.points },
  }
  try {
    await documents.send(new TransactWriteCommand({ TransactItems: [{ Put: note }, { Update: add }] }))
  } catch (error) {
    if (failedConditions(error)[0]) return false
    throw error
  }
  return true
}

/** Nobody waits for the answer; it is for the log and for whoever tries it by hand. */
export const handler = observed(async (event: unknown) => {
  const sale = read(event)
  const booked = await book(sale)
  logger.info(booked ? 'booked' : 'booked before', { ...sale })
  return { order: sale.order, booked }
})
