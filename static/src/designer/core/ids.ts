/** Fresh identifiers: lower-case words joined by hyphens, unique over everything in a design. */

import type { Design } from "./types";
import { IDENTIFIER } from "./types";

const LONGEST = 63;

/** A name as an identifier: "Order API (v2)" → "order-api-v2"; what has no Latin letter becomes `fallback`. */
export function slug(words: string, fallback = "thing"): string {
  const plain = words
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^[^a-z]+/, "")
    .slice(0, 48)
    .replace(/-+$/, "");
  return IDENTIFIER.test(plain) ? plain : fallback;
}

/** Every identifier that a design uses. */
export function idsOf(design: Design): Set<string> {
  const ids = new Set<string>();
  for (const shelf of [design.services, design.components, design.connections]) {
    for (const thing of shelf) {
      ids.add(thing.id);
    }
  }
  return ids;
}

/** Hands out identifiers that nothing else has, and remembers what it handed out. */
export class IdSource {
  readonly #taken: Set<string>;

  constructor(taken: Iterable<string>) {
    this.#taken = new Set(taken);
  }

  fresh(wish: string): string {
    let id = wish;
    const stem = wish.replace(/-\d+$/, "");
    for (let number = 2; this.#taken.has(id); number += 1) {
      const tail = `-${number}`;
      id = stem.slice(0, LONGEST - tail.length).replace(/-+$/, "") + tail;
    }
    this.#taken.add(id);
    return id;
  }
}
