/** YOUR LOGIC GOES HERE. This is the one place to change; until it says otherwise, nobody may pass. */

/** Check the token, and give back who it belongs to, or undefined if it is not good.
 *
 * Compare secrets with `timingSafeEqual` of `node:crypto`, and read keys from Secrets Manager.
 */
export async function mayPass(_token: string): Promise<string | undefined> {
  return undefined
}
