/** Points and boxes in CSS pixels, y downwards; snapping, aligning and distributing. */

import type { Point } from "./types";

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export const GRID = 8;
/** How near an edge has to come to a guide to snap to it, in px on the screen. */
export const SNAP = 6;

export function around(centre: Point, width: number, height: number): Box {
  return {
    left: centre.x - width / 2,
    top: centre.y - height / 2,
    right: centre.x + width / 2,
    bottom: centre.y + height / 2,
  };
}

export function middle(box: Box): Point {
  return { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 };
}

export function grow(box: Box, by: number): Box {
  return { left: box.left - by, top: box.top - by, right: box.right + by, bottom: box.bottom + by };
}

export function shiftBox(box: Box, dx: number, dy: number): Box {
  return { left: box.left + dx, top: box.top + dy, right: box.right + dx, bottom: box.bottom + dy };
}

export function overlaps(one: Box, other: Box): boolean {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}

export function holds(box: Box, point: Point): boolean {
  return point.x >= box.left && point.x <= box.right && point.y >= box.top && point.y <= box.bottom;
}

/** The smallest box around all; null for none. */
export function hull(boxes: Iterable<Box>): Box | null {
  let whole: Box | null = null;
  for (const box of boxes) {
    whole =
      whole === null
        ? box
        : {
            left: Math.min(whole.left, box.left),
            top: Math.min(whole.top, box.top),
            right: Math.max(whole.right, box.right),
            bottom: Math.max(whole.bottom, box.bottom),
          };
  }
  return whole;
}

/** A line that a moved box has snapped to. */
export interface Guide {
  readonly axis: "x" | "y";
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

export interface Snapped {
  readonly dx: number;
  readonly dy: number;
  readonly guides: readonly Guide[];
}

/** How far to nudge a moving box so that its middle or an edge lines up with another's, or else with the grid. */
export function snap(moving: Box, others: Iterable<Box>, reach: number): Snapped {
  const still = [...others];
  const x = nearest(moving, still, reach, "x");
  const y = nearest(moving, still, reach, "y");
  const centre = middle(moving);
  const dx = x?.by ?? Math.round(centre.x / GRID) * GRID - centre.x;
  const dy = y?.by ?? Math.round(centre.y / GRID) * GRID - centre.y;
  const placed = shiftBox(moving, dx, dy);
  const guides: Guide[] = [];
  if (x !== null) {
    const whole = hull([placed, x.other]) as Box;
    guides.push({ axis: "x", at: x.at, from: whole.top, to: whole.bottom });
  }
  if (y !== null) {
    const whole = hull([placed, y.other]) as Box;
    guides.push({ axis: "y", at: y.at, from: whole.left, to: whole.right });
  }
  return { dx, dy, guides };
}

interface Near {
  readonly by: number;
  readonly at: number;
  readonly other: Box;
}

function nearest(moving: Box, others: readonly Box[], reach: number, axis: "x" | "y"): Near | null {
  let best: Near | null = null;
  const own = stops(moving, axis);
  for (const other of others) {
    const theirs = stops(other, axis);
    for (const [index, at] of theirs.entries()) {
      // Middles with middles, edges with edges: anything else looks like chance.
      for (const [mine, value] of own.entries()) {
        if ((index === 1) !== (mine === 1)) {
          continue;
        }
        const by = at - value;
        if (Math.abs(by) <= reach && (best === null || Math.abs(by) < Math.abs(best.by))) {
          best = { by, at, other };
        }
      }
    }
  }
  return best;
}

function stops(box: Box, axis: "x" | "y"): readonly [number, number, number] {
  return axis === "x"
    ? [box.left, (box.left + box.right) / 2, box.right]
    : [box.top, (box.top + box.bottom) / 2, box.bottom];
}

export type Edge = "left" | "center" | "right" | "top" | "middle" | "bottom";
export type Boxes = ReadonlyMap<string, Box>;
export type Places = ReadonlyMap<string, Point>;

/** New middles that bring all boxes to a common line. */
export function align(boxes: Boxes, edge: Edge): Places {
  const whole = hull(boxes.values());
  const places = new Map<string, Point>();
  if (whole === null) {
    return places;
  }
  const centre = middle(whole);
  for (const [id, box] of boxes) {
    const { x, y } = middle(box);
    const [halfWidth, halfHeight] = [(box.right - box.left) / 2, (box.bottom - box.top) / 2];
    const to: Record<Edge, Point> = {
      left: { x: whole.left + halfWidth, y },
      center: { x: centre.x, y },
      right: { x: whole.right - halfWidth, y },
      top: { x, y: whole.top + halfHeight },
      middle: { x, y: centre.y },
      bottom: { x, y: whole.bottom - halfHeight },
    };
    places.set(id, to[edge]);
  }
  return places;
}

/** New middles with equal gaps between; the outermost two stay. */
export function distribute(boxes: Boxes, axis: "x" | "y"): Places {
  const size = (box: Box): number => (axis === "x" ? box.right - box.left : box.bottom - box.top);
  const start = (box: Box): number => (axis === "x" ? box.left : box.top);
  const order = [...boxes].sort(([, a], [, b]) => start(a) + size(a) / 2 - start(b) - size(b) / 2);
  const places = new Map<string, Point>();
  const first = order[0]?.[1];
  const last = order[order.length - 1]?.[1];
  if (first === undefined || last === undefined || order.length < 3) {
    return places;
  }
  const taken = order.reduce((sum, [, box]) => sum + size(box), 0);
  const gap = (start(last) + size(last) - start(first) - taken) / (order.length - 1);
  let at = start(first);
  for (const [id, box] of order) {
    const centre = middle(box);
    const along = at + size(box) / 2;
    places.set(id, axis === "x" ? { x: along, y: centre.y } : { x: centre.x, y: along });
    at += size(box) + gap;
  }
  return places;
}

/** The nearest place to a wish where a box of that size touches none of the others. */
export function freePlace(wish: Point, width: number, height: number, others: readonly Box[], gap = 24): Point {
  const free = (point: Point): boolean => {
    const box = grow(around(point, width, height), gap);
    return !others.some((other) => overlaps(box, other));
  };
  if (free(wish)) {
    return wish;
  }
  for (let ring = 1; ring < 200; ring += 1) {
    const reach = ring * GRID * 4;
    const spots: Point[] = [];
    for (let along = -reach; along <= reach; along += GRID * 4) {
      spots.push(
        { x: wish.x + along, y: wish.y + reach },
        { x: wish.x + reach, y: wish.y + along },
        { x: wish.x + along, y: wish.y - reach },
        { x: wish.x - reach, y: wish.y + along },
      );
    }
    spots.sort((a, b) => distance(a, wish) - distance(b, wish));
    const found = spots.find(free);
    if (found !== undefined) {
      return found;
    }
  }
  return wish;
}

export function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}
