/** Sort claims: read the kind, and hand each to the one task that handles it. An unknown kind is an error.
 *
 * A new kind is one more entry in TASKS and one more arrow in the design.
 */

import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda'

import { connect } from '#shared/clients'
import { observed, logger } from '#shared/observed'
import { setting } from '#shared/settings'
import { isText } from '#shared/values'

const TASKS: ReadonlyMap<unknown, string> = new Map([
  ['car', 'MOTOR'],
  ['home', 'HOME'],
  ['travel', 'TRAVEL'],
])

const functions = connect(LambdaClient)

/** No task handles this. Thrown, so that the failure target has the claim and a person hears of it. */
export class UnsortedError extends Error {
  override readonly name = 'UnsortedError'
}

/** Hand on and end; nobody waits for the task, which knows the claim's number and works once. */
export const handler = observed(async (event: Record<string, unknown>) => {
  const { claim, kind } = event
  const task = taskFor(claim, kind)
  await functions.send(
    new InvokeCommand({ FunctionName: task, InvocationType: 'Event', Payload: JSON.stringify(event) }),
  )
  logger.info('handed on', { claim, kind, function: task })
  return { claim, task }
})

/** The name of the function that handles the claim. Throws UnsortedError. */
function taskFor(claim: unknown, kind: unknown): string {
  if (!isText(claim)) throw new UnsortedError('claim: its number')
  const task = TASKS.get(kind)
  if (task === undefined) {
    throw new UnsortedError(`kind: ${JSON.stringify(kind)} is none of ${[...TASKS.keys()].join(', ')}`)
  }
  return setting(`${task}_FUNCTION_NAME`)
}
