/** Ask all carriers for an offer at once, take what is there after two and a half seconds, and sort it by price.
 *
 * No carrier is needed: two offers of three are a good answer, and only none at all is an error.
 */

import { gather } from '#shared/gather'
import { answer, jsonOf, routes, ServiceError } from '#shared/http'
import { call } from '#shared/remote'
import { isObject, isText, isWhole } from '#shared/values'

const SUFFIX = '_BASE_URL'
const SECONDS_TO_ANSWER = 2.5

interface Offer {
  readonly carrier: string
  readonly cents: number
  readonly days: unknown
}

/** The carriers that the environment names: a new one needs an arrow in the design and no code. */
function carriers(): string[] {
  return Object.keys(process.env)
    .filter((name) => name.endsWith(SUFFIX))
    .map((name) => name.slice(0, -SUFFIX.length))
    .sort()
}

function nameOf(carrier: string): string {
  return carrier.toLowerCase().replaceAll('_', '-')
}

/** One carrier's offer. Throws what call throws, and TypeError for an answer that is no offer. */
async function offerOf(carrier: string, parcel: object): Promise<Offer> {
  const told = await call(carrier, 'POST', '/offers', { body: parcel })
  const { cents, days = null } = isObject(told) ? told : {}
  if (!isWhole(cents)) throw new TypeError('no offer')
  return { carrier: nameOf(carrier), cents, days }
}

/** What is to be sent. Throws ServiceError 400. */
function parcelOf(body: unknown): object {
  const { from, to, grams } = isObject(body) ? body : {}
  if (isText(from) && isText(to) && isWhole(grams) && grams > 0 && grams <= 31_500) return { from, to, grams }
  throw new ServiceError(400, 'An offer needs from, to and grams, up to 31500.')
}

/** All offers, the cheapest first, and who made none. 503 if nobody did. */
export const handler = routes({
  'POST /offers': async (request) => {
    const parcel = parcelOf(jsonOf(request))
    const asked = carriers()
    const answers = await gather(asked, SECONDS_TO_ANSWER, (carrier) => offerOf(carrier, parcel))
    if (answers.size === 0) throw new ServiceError(503, 'No carrier made an offer. Try again in a moment.')
    const offers = [...answers.values()].sort((a, b) => a.cents - b.cents || (a.carrier < b.carrier ? -1 : 1))
    return answer(200, { offers, without_offer: asked.filter((carrier) => !answers.has(carrier)).map(nameOf) })
  },
})
