/** Answer where a parcel is: one read by key, and an answer or a plain 404.
 *
 * Runs unchanged behind an HTTP API, a REST API and its own function URL.
 */

import { GetCommand } from '@aws-sdk/lib-dynamodb'

import { documents } from '#shared/documents'
import { answer, routes, ServiceError } from '#shared/http'
import { setting } from '#shared/settings'

const NUMBER = /^[A-Z0-9]{6,20}$/

/** The parcel with this number. 400 for what cannot be a number, 404 for one that nobody knows. */
export const handler = routes({
  'GET /parcels/{number}': async ({ parameters: { number = '' } }) => {
    if (!NUMBER.test(number)) throw new ServiceError(400, 'A parcel number has 6 to 20 letters and digits.')
    const key = { TableName: setting('PARCELS_TABLE_NAME'), Key: { parcel_number: number } }
    const { Item: item } = await documents.send(new GetCommand(key))
    if (item === undefined) throw new ServiceError(404, 'No such parcel.')
    const { status = 'unknown', place = null, updated_at = null } = item
    return answer(200, { number, status, place, updated_at })
  },
})
