/** Stand-ins for your logic and for what is behind the function, in the tests of default handlers. */

import { beforeEach, vi } from 'vitest'

import { handOn } from './targets'

/** The message that the logic can't handle. */
export const BAD = 'bad'

interface Noted {
  /** The messages that the logic was given. */
  handled(): unknown[]
  /** The results that went on. */
  given(): unknown[]
}

/** Let the logic answer `{ result: message }`, or fail for BAD; a test has it and `#shared/targets` mocked by Vitest. */
export function standIns(handle: (message: never) => Promise<unknown>): Noted {
  const logic = vi.mocked(handle as (message: unknown) => Promise<unknown>)
  const targets = vi.mocked(handOn)
  beforeEach(() => {
    targets.mockReset().mockResolvedValue({})
    logic.mockReset().mockImplementation(async (message) => {
      if (message === BAD) throw new Error('bad')
      return { result: message }
    })
  })
  return {
    handled: () => logic.mock.calls.map(([message]) => message),
    given: () => targets.mock.calls.map(([, result]) => result),
  }
}
