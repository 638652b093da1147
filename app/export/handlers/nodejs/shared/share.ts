/** A share of a batch, as the triager hands it to a dispatcher. */

/** Batch and piece are the key by which whoever it is passed on to knows a share that comes twice. */
export interface Share {
  batch: string
  piece: number
  events: Record<string, unknown>[]
}

/** The key of a share. */
export function keyOf({ batch, piece }: Share): string {
  return `${batch}#${piece}`
}
