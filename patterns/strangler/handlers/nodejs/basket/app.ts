/** Change a shopper's basket: the second piece that was moved. It owns its data, and the old shop asks it.
 *
 * The shopper is known by the cookie that the old shop sets, so that one visit can use both.
 */

import { DeleteCommand, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb'

import { documents } from '#shared/documents'
import { type Answer, answer, jsonOf, type Request, routes, ServiceError } from '#shared/http'
import { setting } from '#shared/settings'
import { isObject, isText, isWhole } from '#shared/values'

const COOKIE = 'shopper'
const SHOPPER = /^[A-Za-z0-9_-]{20,128}$/
const KEPT_SECONDS = 30 * 86_400
const MOST_PRODUCTS = 100
const MOST_OF_ONE = 999

type Lines = Readonly<Record<string, number>>

/** All methods of one path. */
export const handler = routes({ 'GET /basket': show, 'PUT /basket': putLine, 'DELETE /basket': empty })

async function show(request: Request): Promise<Answer> {
  return answer(200, { lines: await linesOf(shopperOf(request)) })
}

/** Set how many of a product are in the basket; none takes it out. Doing it twice does nothing more. */
async function putLine(request: Request): Promise<Answer> {
  const shopper = shopperOf(request)
  const [product, quantity] = lineOf(request)
  const { [product]: _before, ...others } = await linesOf(shopper)
  const lines = quantity === 0 ? others : { ...others, [product]: quantity }
  if (Object.keys(lines).length > MOST_PRODUCTS) {
    throw new ServiceError(400, `A basket holds ${MOST_PRODUCTS} products.`)
  }
  const Item = { shopper, lines, expires: now() + KEPT_SECONDS }
  await documents.send(new PutCommand({ TableName: table(), Item }))
  return answer(200, { lines })
}

async function empty(request: Request): Promise<Answer> {
  await documents.send(new DeleteCommand({ TableName: table(), Key: { shopper: shopperOf(request) } }))
  return answer(200, { lines: {} })
}

/** Whose basket it is. Throws ServiceError 401 without the old shop's cookie. */
function shopperOf(request: Request): string {
  const cookies = (request.headers['cookie'] ?? '').split(';').map((cookie) => cookie.trim())
  const shopper = cookies.find((cookie) => cookie.startsWith(`${COOKIE}=`))?.slice(COOKIE.length + 1) ?? ''
  if (!SHOPPER.test(shopper)) throw new ServiceError(401, 'No shopper.')
  return shopper
}

/** Product and quantity of the request. Throws ServiceError 400. */
function lineOf(request: Request): [product: string, quantity: number] {
  const body = jsonOf(request)
  const { product, quantity } = isObject(body) ? body : {}
  if (isText(product) && isWhole(quantity) && quantity >= 0 && quantity <= MOST_OF_ONE) return [product, quantity]
  throw new ServiceError(400, `A line needs a product and a quantity from 0 to ${MOST_OF_ONE}.`)
}

/** What is in a basket: nothing if there is none or if it has expired, which the table may notice days later. */
async function linesOf(shopper: string): Promise<Lines> {
  const { Item } = await documents.send(new GetCommand({ TableName: table(), Key: { shopper }, ConsistentRead: true }))
  return Item !== undefined && Number(Item['expires']) > now() ? (Item['lines'] as Lines) : {}
}

function table(): string {
  return setting('BASKET_TABLE_TABLE_NAME')
}

function now(): number {
  return Math.floor(Date.now() / 1_000)
}
