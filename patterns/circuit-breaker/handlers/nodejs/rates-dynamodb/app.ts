/** Get shipping rates from a carrier that is not always up, behind a circuit breaker with its state in DynamoDB. */

import { Breaker } from '#shared/breaker'
import { routes } from '#shared/http'
import { rates } from '#shared/quotes'
import { TableCircuit } from '#shared/table_circuit'

/** One circuit for each thing that can fail alone. */
const breaker = new Breaker(new TableCircuit('CIRCUITS', 'carrier'))

/** The rates of a parcel, or 503 with Retry-After. */
export const handler = routes({ 'GET /rates': (request) => rates(breaker, request) })
