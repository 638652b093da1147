/** YOUR LOGIC GOES HERE. This is the one place to change; the rest makes it work with what triggers the function. */

/** A request; its body is what its JSON says, or its text. */
export interface Message {
  readonly method: string
  readonly path: string
  readonly parameters: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, string | undefined>>
  readonly body: unknown
}

/** Turn a message into the result that goes on to what the design draws behind this function.
 *
 * Throw an error for what you can't handle: the client is told that something went wrong, and no more. A client may ask
 * twice, so let the same request give the same result.
 */
export async function handle(message: Message): Promise<unknown> {
  return message
}
