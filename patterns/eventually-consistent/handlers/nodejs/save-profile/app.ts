/** Save a profile with the time of its change, to the table only. */

import { answer, jsonOf, routes, ServiceError } from '#shared/http'
import * as newest from '#shared/newest'
import { logger } from '#shared/observed'
import { setting } from '#shared/settings'
import { isObject, isText } from '#shared/values'

/** One route, answered with the profile as it was saved.
 *
 * Copies learn of the change from the table's stream, and this function knows nothing of them.
 */
export const handler = routes({
  'PUT /profiles/{person}': async (request) => {
    const { person = '' } = request.parameters
    const body = jsonOf(request)
    const { name, picture = '' } = isObject(body) ? body : {}
    if (!isText(name) || typeof picture !== 'string') {
      throw new ServiceError(400, 'A profile needs a name, and may have a picture.')
    }
    const saved = await newest.put(setting('PROFILES_TABLE_NAME'), { person, name, picture })
    logger.info('saved', { person, last_updated: saved.last_updated })
    return answer(200, saved)
  },
})
