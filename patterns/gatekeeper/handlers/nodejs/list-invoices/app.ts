/** List the caller's invoices. Who that is comes from whoever checked the token, never from the request. */

import { QueryCommand } from '@aws-sdk/lib-dynamodb'

import { documents } from '#shared/documents'
import { answer, type HttpEvent, routes, ServiceError } from '#shared/http'
import { setting } from '#shared/settings'
import { isObject, isText } from '#shared/values'

const MOST = 50

/** The customer number from the authorizer's answer, or from the claims of a token that the API has verified.
 *
 * Throws ServiceError 403 if neither names one.
 */
function customerOf(event: HttpEvent): string {
  const { authorizer } = event.requestContext as { authorizer?: unknown }
  const told = isObject(authorizer) ? authorizer : {}
  const claims = isObject(told['jwt']) ? told['jwt']['claims'] : undefined
  const customer = told['customer'] || (isObject(claims) ? claims['customer'] : undefined)
  if (!isText(customer)) throw new ServiceError(403, 'Nobody said whose invoices these are.')
  return customer
}

/** The newest invoices of the caller, fifty at most. Runs only after somebody else has let the request pass. */
export const handler = routes({
  'GET /invoices': async ({ event }) => {
    const { Items: found = [] } = await documents.send(
      new QueryCommand({
        TableName: setting('INVOICES_TABLE_NAME'),
        KeyConditionExpression: 'customer = :customer',
        ExpressionAttributeValues: { ':customer': customerOf(event) },
        ScanIndexForward: false,
        Limit: MOST,
      }),
    )
    return answer(200, { invoices: found.map(({ customer: _, ...invoice }) => invoice) })
  },
})
