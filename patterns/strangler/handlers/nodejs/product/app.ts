/** Show a product: the first piece that was moved out of the old shop. It only reads, so it was easy to take back. */

import { GetCommand } from '@aws-sdk/lib-dynamodb'

import { documents } from '#shared/documents'
import { answer, routes, ServiceError } from '#shared/http'
import { setting } from '#shared/settings'

/** The product as the old shop showed it, field for field, so that no client notices the move. */
export const handler = routes({
  'GET /products/{product}': async ({ parameters: { product } }) => {
    const { Item } = await documents.send(
      new GetCommand({ TableName: setting('PRODUCT_TABLE_TABLE_NAME'), Key: { product } }),
    )
    if (Item === undefined) throw new ServiceError(404, 'No such product.')
    return answer(200, Item)
  },
})
