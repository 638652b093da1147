/** Decide who may pass. Until `mayPass` in `logic.ts` says otherwise, nobody may.
 *
 * The answer is kept and used for every route that the same token asks for, so it speaks of the whole stage.
 */

import { type AuthorizerEvent, policy, stageOf, tokenOf } from '#shared/gate'
import { observed } from '#shared/observed'

import { mayPass } from './logic'

/** If this fails, the API refuses: the gate fails shut. */
export const handler = observed(async (event: AuthorizerEvent) => {
  const user = await mayPass(tokenOf(event))
  const name = user ?? 'nobody'
  return policy(name, user === undefined ? 'Deny' : 'Allow', [`${stageOf(event)}/*`], { user: name })
})
