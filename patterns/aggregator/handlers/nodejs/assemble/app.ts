/** Assemble a product page from three services: all asked at once, with two seconds for all to answer.
 *
 * Catalogue and stock are needed, so without either the app gets a 503. Reviews are not: a page without them says so.
 */

import { ask } from '#shared/functions'
import { gather } from '#shared/gather'
import { answer, routes, ServiceError } from '#shared/http'

const NEEDED = ['catalogue', 'stock']
const OPTIONAL = ['reviews']
const SECONDS_TO_ANSWER = 2

/** The page, with the names of the parts that are missing. 503 without the parts that are needed. */
export const handler = routes({
  'GET /products/{product}': async ({ parameters: { product } }) => {
    const all = [...NEEDED, ...OPTIONAL]
    const answers = await gather(all, SECONDS_TO_ANSWER, (name, late) => ask(name.toUpperCase(), { product }, late))
    const lacking = NEEDED.filter((name) => !answers.has(name))
    if (lacking.length > 0) throw new ServiceError(503, `No answer from ${lacking.join(' and ')}.`)
    const parts = all.map((name) => [name, answers.get(name) ?? null])
    const missing = OPTIONAL.filter((name) => !answers.has(name))
    return answer(200, { product, ...Object.fromEntries(parts), missing })
  },
})
