/** Get shipping rates from a carrier that is not always up, behind a circuit breaker with its state in a cache. */

import { Breaker } from '#shared/breaker'
import { Cache } from '#shared/cache'
import { routes } from '#shared/http'
import { rates } from '#shared/quotes'

import { CacheCircuit } from './cache_circuit'

/** One circuit for each thing that can fail alone. */
const breaker = new Breaker(new CacheCircuit(new Cache('CIRCUIT'), 'carrier'))

/** The rates of a parcel, or 503 with Retry-After. */
export const handler = routes({ 'GET /rates': (request) => rates(breaker, request) })
