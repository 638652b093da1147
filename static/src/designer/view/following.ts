/**
 * What moves follows the hand at once: the elements of cards, services and arrows are moved themselves, since asking React
 * Flow to place them and React to draw them anew takes longer than a frame on a slow machine. Both are told when things are
 * let go; React Flow also whenever its view moves in mid-drag, because it takes out of the page what it believes to be out
 * of sight.
 */

import { useStoreApi } from "@xyflow/react";
import { useEffect, useState } from "react";

import type { Box } from "../core/geometry";
import { drawnLines, middleLine } from "../core/lines";
import type { Route } from "../core/routes";
import type { Editor, State } from "../session/editor";
import { useTools } from "./context";

/** Where React Flow is to believe that everything is that moves. */
export function useFollowing(): State["moving"] {
  const { editor } = useTools();
  const store = useStoreApi();
  const [told, tell] = useState<State["moving"]>(null);

  useEffect(() => {
    const followers = new Followers(editor, () => store.getState().domNode);
    const unfollow = editor.subscribe(() => {
      followers.follow();
      if (editor.state.moving === null) {
        tell(null);
      }
    });
    const unwatch = store.subscribe((now, before) => {
      if (now.transform !== before.transform && editor.state.moving !== null) {
        tell(editor.state.moving);
      }
    });
    return () => {
      unfollow();
      unwatch();
    };
  }, [editor, store]);

  return told;
}

/** The elements of what moves. When things rest again they are left as React draws them then. */
class Followers {
  readonly #editor: Editor;
  readonly #page: () => HTMLElement | null;
  readonly #elements = new Map<string, Element>();
  /** As they were drawn last. */
  #routes: ReadonlyMap<string, Route>;
  readonly #boundaries: Map<string, Box>;
  /** What has been moved since things rested. */
  readonly #moved = { cards: new Set<string>(), services: new Set<string>(), arrows: new Set<string>() };

  constructor(editor: Editor, page: () => HTMLElement | null) {
    this.#editor = editor;
    this.#page = page;
    this.#routes = editor.routes();
    this.#boundaries = new Map(editor.boundaries());
  }

  follow(): void {
    const { moving } = this.#editor.state;
    const { cards, services, arrows } = this.#moved;
    moving?.forEach((_, id) => cards.add(id));
    const routes = this.#editor.routes();
    const boundaries = this.#editor.boundaries();
    if (moving !== null) {
      changed(this.#routes, routes).forEach((id) => arrows.add(id));
      changed(this.#boundaries, boundaries).forEach((id) => services.add(id));
    }
    this.#cards(moving === null ? cards : moving.keys());
    for (const id of services) {
      this.#service(id, moving === null ? undefined : boundaries.get(id));
    }
    for (const id of arrows) {
      const route = routes.get(id);
      if (route !== undefined && (moving === null || route !== this.#routes.get(id))) {
        this.#arrow(id, route);
      }
    }
    this.#routes = routes;
    boundaries.forEach((box, id) => this.#boundaries.set(id, box));
    if (moving === null) {
      [cards, services, arrows].forEach((one) => one.clear());
      this.#elements.clear();
    }
  }

  #cards(ids: Iterable<string>): void {
    const boxes = this.#editor.boxes();
    for (const id of ids) {
      const [box, node] = [boxes.get(id), this.#find(`.react-flow__node[data-id="${CSS.escape(id)}"]`)];
      if (box !== undefined && node instanceof HTMLElement) {
        // As React Flow writes it.
        node.style.transform = `translate(${box.left}px,${box.top}px)`;
      }
    }
  }

  /** A service's drawing, apart from its node, which React Flow would have to measure anew; without a box, as its node. */
  #service(id: string, box: Box | undefined): void {
    const drawing = this.#find(`.react-flow__node[data-id="${CSS.escape(id)}"] > .service-node`);
    const node = drawing?.parentElement;
    if (drawing instanceof HTMLElement && node) {
      const { e, f } = new DOMMatrix(node.style.transform);
      const [left, top, width, height] = box === undefined ? [] : [box.left - e, box.top - f, box.right - box.left, box.bottom - box.top];
      const px = (length: number | undefined): string => (length === undefined ? "" : `${length}px`);
      Object.assign(drawing.style, { left: px(left), top: px(top), width: px(width), height: px(height) });
    }
  }

  #arrow(id: string, route: Route): void {
    const { points, label, beside } = route;
    const arrow = this.#editor.design.connections.find((one) => one.id === id);
    const group = this.#find(`.react-flow__edge[data-id="${CSS.escape(id)}"] > .arrow-shape`);
    if (arrow === undefined || group === null) {
      return;
    }
    const [halo, ...lines] = group.children;
    for (const [at, { d }] of drawnLines(points, arrow.semantics, this.#editor.catalog.notation.strokes[arrow.semantics]).entries()) {
      lines[at]?.setAttribute("d", d);
    }
    // Nobody sees the other arrows', and nothing is hit in mid-drag.
    if (this.#editor.state.moving === null || this.#editor.state.selection.has(id)) {
      halo?.setAttribute("d", middleLine(points));
    }
    const words = this.#find(`.arrow-label[data-arrow="${CSS.escape(id)}"]`);
    if (words instanceof HTMLElement) {
      words.className = `arrow-label is-${beside}`;
      Object.assign(words.style, { left: `${label.x}px`, top: `${label.y}px` });
    }
  }

  /** What is culled while its card is out of sight comes back as another element. */
  #find(selector: string): Element | null {
    const known = this.#elements.get(selector);
    if (known?.isConnected === true) {
      return known;
    }
    const found = this.#page()?.querySelector(selector) ?? null;
    if (found !== null) {
      this.#elements.set(selector, found);
    }
    return found;
  }
}

/** What is another object than before. */
function changed<T>(before: ReadonlyMap<string, T>, now: ReadonlyMap<string, T>): readonly string[] {
  return [...now.keys()].filter((id) => now.get(id) !== before.get(id));
}
