/** Work out the price of a basket. The same function is invoked directly, signed over HTTPS, or through an API.
 *
 * A direct caller sends `{"basket": [{"product": "tea", "quantity": 2}]}` and gets the quote, or a FunctionError.
 * Over HTTP the same is the body of `POST /quotes`, and errors are statuses.
 */

import { type Answer, answer, type HttpEvent, jsonOf, type Request, router, ServiceError } from '#shared/http'
import { observed } from '#shared/observed'
import { isObject } from '#shared/values'

import { BasketError, quantitiesIn } from './basket'
import { pricesOf, UnknownProductError } from './prices'

/** Lines and total, in cents. */
async function quote(request: unknown): Promise<object> {
  const wanted = quantitiesIn(isObject(request) ? request['basket'] : undefined)
  const prices = await pricesOf([...wanted.keys()])
  const lines = [...wanted].map(([product, quantity]) => {
    return { product, quantity, cents: quantity * (prices.get(product) ?? 0) }
  })
  return { currency: 'EUR', lines, total_cents: lines.reduce((total, { cents }) => total + cents, 0) }
}

/** The quote over HTTP: 400 for a basket that makes no sense, 404 for a product without a price. */
async function postQuote(request: Request): Promise<Answer> {
  try {
    return answer(200, await quote(jsonOf(request)))
  } catch (error) {
    if (error instanceof BasketError) throw new ServiceError(400, error.message)
    if (error instanceof UnknownProductError) throw new ServiceError(404, error.message)
    throw error
  }
}

const overHttp = router({ 'POST /quotes': postQuote, 'POST /': postQuote })

/** An event with a `requestContext` came over HTTP; anything else is a direct call. */
export const handler = observed(async (event: object) =>
  'requestContext' in event ? overHttp(event as HttpEvent) : quote(event),
)
