/** Where everything is at a moment: by the design, and in mid-drag by the hand. */

import { carried } from "../core/bends";
import { CARD_WIDTH, boundariesOf, boxesOf, placesOf } from "../core/cards";
import type { Kinds } from "../core/catalog";
import type { Box } from "../core/geometry";
import { alike, around } from "../core/geometry";
import { Router } from "../core/rerouting";
import type { Bends, Route } from "../core/routes";
import type { Design, Point } from "../core/types";
import type { State } from "./editor";

type Moment = Pick<State, "moving" | "bending"> & { readonly design: Design };

/** Each is worked out when it is first asked for. */
class Positions {
  readonly of: Moment;
  readonly #kinds: Kinds;
  readonly #router: Router;
  /** The boundaries as they were last. */
  readonly #known: Map<string, Box>;
  #places: ReadonlyMap<string, Point> | null = null;
  #boxes: ReadonlyMap<string, Box> | null = null;
  #boundaries: ReadonlyMap<string, Box> | null = null;
  #bends: Bends | null = null;
  #routes: ReadonlyMap<string, Route> | null = null;

  constructor(of: Moment, kinds: Kinds, router: Router, known: Map<string, Box>) {
    this.of = of;
    this.#known = known;
    this.#kinds = kinds;
    this.#router = router;
  }

  get places(): ReadonlyMap<string, Point> {
    const { design, moving } = this.of;
    this.#places ??= moving === null ? placesOf(design) : new Map([...placesOf(design), ...moving]);
    return this.#places;
  }

  get boxes(): ReadonlyMap<string, Box> {
    this.#boxes ??= moved(boxesOf(this.of.design, this.#kinds), this.of.moving);
    return this.#boxes;
  }

  /** Around what belongs to each service. One that is as it was before is the same object. */
  get boundaries(): ReadonlyMap<string, Box> {
    if (this.#boundaries === null) {
      this.#boundaries = boundariesOf(this.of.design, this.boxes);
      for (const [id, box] of this.#boundaries) {
        if (!alike(box, this.#known.get(id))) {
          this.#known.set(id, box);
        }
      }
    }
    return this.#known;
  }

  /** The bends of every arrow that has some. */
  get bends(): Bends {
    const { design, moving, bending } = this.of;
    if (this.#bends === null) {
      const resting = moving === null ? design.bends : { ...design.bends, ...Object.fromEntries(carried(design, placesOf(design), moving)) };
      this.#bends = bending === null ? resting : { ...resting, [bending.arrow]: bending.points };
    }
    return this.#bends;
  }

  get routes(): ReadonlyMap<string, Route> {
    this.#routes ??= this.#router.routes(this.of.design.connections, this.boxes, this.bends, this.of.moving !== null);
    return this.#routes;
  }
}

/** Gives the same positions as long as nothing has moved. */
export class Whereabouts {
  readonly #kinds: Kinds;
  readonly #router = new Router();
  readonly #boundaries = new Map<string, Box>();
  #last: Positions | null = null;

  constructor(kinds: Kinds) {
    this.#kinds = kinds;
  }

  at({ history: { design }, moving, bending }: State): Positions {
    const of = this.#last?.of;
    if (this.#last === null || of?.design !== design || of.moving !== moving || of.bending !== bending) {
      this.#last = new Positions({ design, moving, bending }, this.#kinds, this.#router, this.#boundaries);
    }
    return this.#last;
  }
}

function moved(resting: ReadonlyMap<string, Box>, moving: ReadonlyMap<string, Point> | null): ReadonlyMap<string, Box> {
  if (moving === null) {
    return resting;
  }
  const boxes = new Map(resting);
  for (const [id, point] of moving) {
    const box = resting.get(id);
    if (box !== undefined) {
      boxes.set(id, around(point, CARD_WIDTH, box.bottom - box.top));
    }
  }
  return boxes;
}
