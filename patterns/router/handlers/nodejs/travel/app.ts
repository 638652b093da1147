/** Handle a claim about travel: open it in this task's own table, once per claim number. */

import { claimsOf, needed, openOnce } from '#shared/claims'
import { observed, logger } from '#shared/observed'
import { setting } from '#shared/settings'

const FIELDS = ['policy', 'destination']

/** Throws ClaimError for what can't be handled, so that it is kept and not lost. */
export const handler = observed(async (event: Record<string, unknown>) => {
  const opened: string[] = []
  for (const claim of claimsOf(event)) {
    if (await openOnce(setting('TRAVEL_TABLE_TABLE_NAME'), claim, needed(claim, FIELDS))) {
      opened.push(claim.claim)
    } else {
      logger.info('open already', { claim: claim.claim })
    }
  }
  logger.info('claims opened', { claims: opened })
  return { opened }
})
