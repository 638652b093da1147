/** Where the view is when what two fingers were put down on stays under them. */

import type { Point } from "./types";

export interface Viewport {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

/** The view, and the fingers in px of the canvas, when the last of them came or went. One finger only moves. */
export interface Pinch {
  readonly view: Viewport;
  readonly fingers: readonly Point[];
}

/** The view once the fingers are there. */
export function pinched({ view, fingers }: Pinch, now: readonly Point[], minZoom: number, maxZoom: number): Viewport {
  const [from, to] = [middle(fingers), middle(now)];
  if (from === null || to === null || fingers.length !== now.length) {
    return view;
  }
  const [was, is] = [apart(fingers), apart(now)];
  const zoom = was === 0 ? view.zoom : Math.min(maxZoom, Math.max(minZoom, (view.zoom * is) / was));
  const by = zoom / view.zoom;
  return { x: to.x - (from.x - view.x) * by, y: to.y - (from.y - view.y) * by, zoom };
}

function middle(fingers: readonly Point[]): Point | null {
  const [one, other = one] = fingers;
  return one === undefined || other === undefined ? null : { x: (one.x + other.x) / 2, y: (one.y + other.y) / 2 };
}

function apart([one, other]: readonly Point[]): number {
  return one === undefined || other === undefined ? 0 : Math.hypot(one.x - other.x, one.y - other.y);
}
