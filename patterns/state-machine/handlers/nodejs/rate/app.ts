/** Look up today's rates, and add the one for the wanted duration to the request. */

import { GetCommand } from '@aws-sdk/lib-dynamodb'

import { documents } from '#shared/documents'
import { observed } from '#shared/observed'
import { setting } from '#shared/settings'

/** There is no rate for this duration. */
export class NoRateError extends Error {
  override readonly name = 'NoRateError'
}

/** The request with its yearly rate in hundredths of a per cent. Throws NoRateError. */
export const handler = observed(async (event: Record<string, unknown>) => {
  const { months } = event
  const answer = await documents.send(
    new GetCommand({ TableName: setting('RATES_TABLE_NAME'), Key: { pk: `rate#${months}` } }),
  )
  if (answer.Item === undefined) throw new NoRateError(`${months} months`)
  return { ...event, basis_points: Number(answer.Item['basis_points']) }
})
