/** Invoking another function and waiting for its answer, with FunctionError told from a result. */

import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda'

import { connect } from './clients'
import { setting } from './settings'
import { isObject } from './values'

const client = connect(LambdaClient, 5)

/** The function that was called has thrown. */
export class CalledFunctionError extends Error {
  override readonly name = 'CalledFunctionError'
}

/** The answer of the function that the environment calls `{NAME}_FUNCTION_NAME`. Throws CalledFunctionError.
 *
 * Nobody waits for it any more once the signal is given.
 */
export async function ask(name: string, request: object, signal?: AbortSignal): Promise<unknown> {
  const call = { FunctionName: setting(`${name}_FUNCTION_NAME`), Payload: JSON.stringify(request) }
  const answer = await client.send(new InvokeCommand(call), signal && { abortSignal: signal })
  const payload: unknown = JSON.parse(answer.Payload?.transformToString() || 'null')
  if (answer.FunctionError !== undefined) {
    const { errorType = 'error', errorMessage = '' } = isObject(payload) ? payload : {}
    throw new CalledFunctionError(`${name.toLowerCase()}: ${errorType}: ${errorMessage}`)
  }
  return payload
}
