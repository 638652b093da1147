/** Ways of arrows while things move: only those are worked out anew that what has moved can change. */

import type { Box } from "./geometry";
import { alike } from "./geometry";
import type { Bends, Route } from "./routes";
import { LED_AROUND, routesOf } from "./routes";
import type { Connection } from "./types";
import { componentOf } from "./types";

type Boxes = ReadonlyMap<string, Box>;
type Routes = ReadonlyMap<string, Route>;

export class Router {
  #connections: readonly Connection[] = [];
  #boxes: Boxes = new Map();
  #bends: Bends = {};
  #routes: Routes = new Map();
  /** Whether a way around cards may be another than the one that would be found at rest. */
  #rough = false;
  /** By component, where its arrows are in the list of all. */
  #arrows: ReadonlyMap<string, readonly number[]> = new Map();

  /**
   * As `routesOf`; what is as it was at the last call is the same object. In mid-drag, the arrows of other cards stay where
   * they are, under the hand: lines that dodge it would be restless, and cost a slow machine every other frame.
   */
  routes(connections: readonly Connection[], boxes: Boxes, bends: Bends, dragging = false): Routes {
    const changed = boxes !== this.#boxes || bends !== this.#bends;
    const led = connections.length <= LED_AROUND;
    if (connections !== this.#connections || (led && !dragging && (changed || this.#rough))) {
      this.#routes = routesOf(connections, boxes, bends, this.#routes);
      this.#arrows = arrowsOf(connections);
      this.#rough = false;
    } else if (changed) {
      this.#routes = this.#near(connections, boxes, bends);
      this.#rough = led;
    }
    [this.#connections, this.#boxes, this.#bends] = [connections, boxes, bends];
    return this.#routes;
  }

  #near(connections: readonly Connection[], boxes: Boxes, bends: Bends): Routes {
    const moved = [...boxes].filter(([id, box]) => !alike(box, this.#boxes.get(id))).map(([id]) => id);
    const bent = [...connections.keys()].filter((at) => bends[connections[at]?.id ?? ""] !== this.#bends[connections[at]?.id ?? ""]);
    if (moved.length + bent.length === 0) {
      return this.#routes;
    }
    const ends = (some: Iterable<number>): Set<string> =>
      new Set([...some].flatMap((at) => [componentOf(connections[at]?.from ?? ""), componentOf(connections[at]?.to ?? "")]));
    const at = (components: Iterable<string>): Set<number> => new Set([...components].flatMap((id) => this.#arrows.get(id) ?? []));
    // A way depends on its two cards and on all arrows at these, whose order depends on the cards at their other ends.
    const changed = at(ends([...at(moved), ...bent]));
    const needed = [...at(ends(changed))].sort((a, b) => a - b);
    const fresh = routesOf(connections, boxes, bends, this.#routes, needed, changed);
    const routes = new Map(this.#routes);
    for (const index of changed) {
      const id = connections[index]?.id ?? "";
      const route = fresh.get(id);
      if (route !== undefined) {
        routes.set(id, route);
      }
    }
    return routes;
  }
}

function arrowsOf(connections: readonly Connection[]): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, number[]>();
  for (const [at, arrow] of connections.entries()) {
    for (const id of new Set([componentOf(arrow.from), componentOf(arrow.to)])) {
      const list = found.get(id);
      if (list === undefined) {
        found.set(id, [at]);
      } else {
        list.push(at);
      }
    }
  }
  return found;
}
