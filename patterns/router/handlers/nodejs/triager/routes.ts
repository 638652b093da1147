/** Who wants what: the map in Parameter Store. */

import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm'

import { connect } from '#shared/clients'
import { setting } from '#shared/settings'
import { isObject } from '#shared/values'

/** How long an instance keeps the map, and how long a change takes to be felt. */
const ROUTES_SECONDS = 60

const parameters = connect(SSMClient)
let kept: { until: number; said: string | undefined } | undefined

/** The map is none, or names a dispatcher that this function may not invoke. */
export class RoutesError extends Error {
  override readonly name = 'RoutesError'
}

/** The functions that want each kind of event. Throws RoutesError. */
export async function routes(): Promise<ReadonlyMap<string, readonly string[]>> {
  if (kept === undefined || kept.until <= Date.now()) {
    const answer = await parameters.send(new GetParameterCommand({ Name: setting('ROUTES_PARAMETER_NAME') }))
    kept = { until: Date.now() + ROUTES_SECONDS * 1_000, said: answer.Parameter?.Value }
  }
  const table = parsed(kept.said ?? '')
  return new Map(Object.entries(table).map(([kind, names]) => [kind, functionsOf(names)]))
}

function parsed(said: string): Record<string, unknown> {
  let table: unknown
  try {
    table = JSON.parse(said)
  } catch (error) {
    throw new RoutesError(`the routes are no JSON: ${error}`, { cause: error })
  }
  if (!isObject(table)) throw new RoutesError('the routes are no map from kinds to dispatchers')
  return table
}

/** The functions that dispatchers' names stand for: `to-metrics` is set as TO_METRICS_FUNCTION_NAME. */
function functionsOf(names: unknown): string[] {
  if (!Array.isArray(names)) throw new RoutesError('a kind goes to a list of dispatchers')
  return names.map((name) => {
    const variable = `${String(name).toUpperCase().replaceAll('-', '_')}_FUNCTION_NAME`
    const found = process.env[variable]
    if (found === undefined) throw new RoutesError(`${JSON.stringify(name)} is no dispatcher of this function`)
    return found
  })
}
