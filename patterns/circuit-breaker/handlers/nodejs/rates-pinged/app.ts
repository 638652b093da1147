/** Get shipping rates from a carrier that is not always up; a pinger closes the circuit that callers open. */

import { Breaker } from '#shared/breaker'
import { routes } from '#shared/http'
import { rates } from '#shared/quotes'
import { TableCircuit } from '#shared/table_circuit'

// The pinger prolongs and ends the open state. Should it break, ten minutes run out and requests are the probes again.
const breaker = new Breaker(new TableCircuit('CIRCUITS', 'carrier'), { openFor: 600 })

/** The rates of a parcel, or 503 with Retry-After. */
export const handler = routes({ 'GET /rates': (request) => rates(breaker, request) })
