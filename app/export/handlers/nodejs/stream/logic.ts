/** YOUR LOGIC GOES HERE. This is the one place to change; the rest makes it work with what triggers the function. */

/** What a record says, its JSON or its text; or a change of a table: `{ event, Keys, NewImage … }`. */
export type Message = unknown

/** Turn a message into the result that goes on to what the design draws behind this function.
 *
 * Throw an error for what you can't handle: it is tried again and then kept, as the design says. A message may come
 * twice, so let the same message give the same result.
 */
export async function handle(message: Message): Promise<unknown> {
  return message
}
