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

/** Which of several places is nearest to a point; null where there are none. */
export function nearestTo(at: Point, places: ReadonlyMap<string, Point>): string | null {
  const far = (to: Point): number => Math.hypot(to.x - at.x, to.y - at.y);
  const [first = null] = [...places].sort(([, a], [, b]) => far(a) - far(b)).map(([id]) => id);
  return first;
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

export function alike(one: Box, other: Box | undefined): boolean {
  return other !== undefined && (one === other || (one.left === other.left && one.top === other.top && one.right === other.right && one.bottom === other.bottom));
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

/** A line that a moved box has snapped to, or one of the gaps that are now the same. */
export interface Guide {
  readonly type: "line" | "gap";
  /** "x" for an upright line, "y" for a level one. */
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

/**
 * How far to nudge a moving box so that its middle or an edge lines up with another's, or else so that it is as far from
 * one neighbour as from another, or else onto the grid.
 */
export function snap(moving: Box, others: Iterable<Box>, reach: number): Snapped {
  const still = [...others];
  const x = nearest(moving, still, reach, "x");
  const y = nearest(moving, still, reach, "y");
  const across = x === null ? spaced(moving, still, reach, "x") : null;
  const upright = y === null ? spaced(moving, still, reach, "y") : null;
  const centre = middle(moving);
  const dx = x?.by ?? across?.by ?? Math.round(centre.x / GRID) * GRID - centre.x;
  const dy = y?.by ?? upright?.by ?? Math.round(centre.y / GRID) * GRID - centre.y;
  const placed = shiftBox(moving, dx, dy);
  const guides: Guide[] = [];
  if (x !== null) {
    const whole = hull([placed, x.other]) as Box;
    guides.push({ type: "line", axis: "x", at: x.at, from: whole.top, to: whole.bottom });
  }
  if (y !== null) {
    const whole = hull([placed, y.other]) as Box;
    guides.push({ type: "line", axis: "y", at: y.at, from: whole.left, to: whole.right });
  }
  const now = middle(placed);
  guides.push(...(across?.gaps ?? []).map(([from, to]): Guide => ({ type: "gap", axis: "y", at: now.y, from, to })));
  guides.push(...(upright?.gaps ?? []).map(([from, to]): Guide => ({ type: "gap", axis: "x", at: now.x, from, to })));
  return { dx, dy, guides };
}

interface Spaced {
  readonly by: number;
  readonly gaps: readonly (readonly [number, number])[];
}

/** Between two neighbours in a row, or behind two as far as these are apart. */
function spaced(moving: Box, others: readonly Box[], reach: number, axis: "x" | "y"): Spaced | null {
  const [start, end] = axis === "x" ? (["left", "right"] as const) : (["top", "bottom"] as const);
  const [side, otherSide] = axis === "x" ? (["top", "bottom"] as const) : (["left", "right"] as const);
  const row = others.filter((box) => box[side] < moving[otherSide] && moving[side] < box[otherSide]);
  const last = (until: number): Box | undefined => row.filter((box) => box[end] <= until).sort((a, b) => b[end] - a[end])[0];
  const first = (since: number): Box | undefined => row.filter((box) => box[start] >= since).sort((a, b) => a[start] - b[start])[0];
  const [before, after] = [last(moving[start] + reach), first(moving[end] - reach)];
  const [further, beyond] = [before && last(before[start]), after && first(after[end])];
  const found: Spaced[] = [];
  if (before !== undefined && after !== undefined) {
    const room = (after[start] - before[end] - (moving[end] - moving[start])) / 2;
    found.push({ by: before[end] + room - moving[start], gaps: [[before[end], before[end] + room], [after[start] - room, after[start]]] });
  }
  if (before !== undefined && further !== undefined) {
    const room = before[start] - further[end];
    found.push({ by: before[end] + room - moving[start], gaps: [[further[end], before[start]], [before[end], before[end] + room]] });
  }
  if (after !== undefined && beyond !== undefined) {
    const room = beyond[start] - after[end];
    found.push({ by: after[start] - room - moving[end], gaps: [[after[start] - room, after[start]], [after[end], beyond[start]]] });
  }
  const near = found.filter(({ by, gaps: [[from, to] = [0, 0]] }) => Math.abs(by) <= reach && to > from);
  return near.sort((a, b) => Math.abs(a.by) - Math.abs(b.by))[0] ?? null;
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

/** The point that far along a way; on a short one not beyond its first third, so that both ends keep apart. */
export function pointAlong(way: readonly Point[], far: number): Point {
  const lengths = way.slice(1).map((point, index) => distance(way[index] as Point, point));
  let left = Math.min(far, lengths.reduce((sum, one) => sum + one, 0) / 3);
  for (const [index, length] of lengths.entries()) {
    const [a, b] = [way[index] as Point, way[index + 1] as Point];
    if (left <= length && length > 0) {
      return { x: a.x + ((b.x - a.x) * left) / length, y: a.y + ((b.y - a.y) * left) / length };
    }
    left -= length;
  }
  return way[0] ?? { x: 0, y: 0 };
}
