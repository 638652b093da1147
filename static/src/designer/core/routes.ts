/**
 * Ways of arrows between cards wherever somebody dragged them: right angles, and a place of its own on the card's side
 * for each arrow. Quick enough to be computed anew for every frame of a drag.
 */

import type { Box } from "./geometry";
import { middle } from "./geometry";
import type { Connection, Point } from "./types";
import { componentOf } from "./types";

type Side = "left" | "right" | "top" | "bottom";

export interface Route {
  readonly points: readonly Point[];
  /** Where the label belongs: a point of the way, and the side of it that is free of neighbours. */
  readonly label: Point;
  readonly beside: "above" | "below" | "right";
}

interface End {
  readonly component: string;
  readonly side: Side;
  /** Where the other end is, along the side; arrows are put in this order so that they do not cross. */
  readonly towards: number;
  place: number;
}

interface Plan {
  readonly arrow: Connection;
  readonly from: End;
  readonly to: End;
  readonly source: Box;
  readonly target: Box;
}

const PITCH = 20;
/** How much room the cards need between them for an arrow to leave sideways. */
const ROOMY = 36;

/** The way of each arrow by its id. A way that has not changed since `before` is the same object. */
export function routesOf(
  connections: readonly Connection[],
  boxes: ReadonlyMap<string, Box>,
  before: ReadonlyMap<string, Route> = new Map(),
): ReadonlyMap<string, Route> {
  const plans: Plan[] = [];
  const sides = new Map<string, End[]>();
  for (const arrow of connections) {
    const [one, other] = [componentOf(arrow.from), componentOf(arrow.to)];
    const source = boxes.get(one);
    const target = boxes.get(other);
    if (source === undefined || target === undefined) {
      continue;
    }
    const [start, end] = one === other ? (["top", "right"] as const) : facing(source, target);
    const from = endAt(one, start, middle(target));
    const to = endAt(other, end, middle(source));
    plans.push({ arrow, from, to, source, target });
    for (const here of [from, to]) {
      const key = `${here.component} ${here.side}`;
      const list = sides.get(key);
      if (list === undefined) {
        sides.set(key, [here]);
      } else {
        list.push(here);
      }
    }
  }
  for (const ends of sides.values()) {
    const [first] = ends;
    const box = first === undefined ? undefined : boxes.get(first.component);
    if (first !== undefined && box !== undefined) {
      spread(ends, first.side, box);
    }
  }
  const found = new Map<string, Route>();
  for (const [index, plan] of plans.entries()) {
    const points = way(plan, index, sides);
    const known = before.get(plan.arrow.id);
    const beside = besideOf(points, plan, sides);
    const kept = known !== undefined && known.beside === beside && same(known.points, points);
    found.set(plan.arrow.id, kept ? known : { points, label: labelOf(points), beside });
  }
  return found;
}

function same(one: readonly Point[], other: readonly Point[]): boolean {
  return one.length === other.length && one.every((point, at) => point.x === other[at]?.x && point.y === other[at]?.y);
}

function endAt(component: string, side: Side, other: Point): End {
  return { component, side, towards: side === "left" || side === "right" ? other.y : other.x, place: 0 };
}

/** The sides at which two cards look at each other. */
function facing(source: Box, target: Box): readonly [Side, Side] {
  const right = target.left - source.right;
  const left = source.left - target.right;
  const down = target.top - source.bottom;
  const up = source.top - target.bottom;
  const across = Math.max(right, left);
  const upright = Math.max(down, up);
  if (across >= ROOMY || across >= upright) {
    return right >= left ? ["right", "left"] : ["left", "right"];
  }
  return down >= up ? ["bottom", "top"] : ["top", "bottom"];
}

function spread(ends: End[], side: Side, box: Box): void {
  const upright = side === "left" || side === "right";
  const [low, high] = upright ? [box.top, box.bottom] : [box.left, box.right];
  const pitch = Math.min(PITCH, (high - low - 16) / Math.max(ends.length - 1, 1));
  ends.sort((a, b) => a.towards - b.towards);
  ends.forEach((end, index) => {
    end.place = (low + high) / 2 + (index - (ends.length - 1) / 2) * pitch;
  });
}

function spot(end: End, box: Box): Point {
  switch (end.side) {
    case "left":
      return { x: box.left, y: end.place };
    case "right":
      return { x: box.right, y: end.place };
    case "top":
      return { x: end.place, y: box.top };
    case "bottom":
      return { x: end.place, y: box.bottom };
  }
}

function way(plan: Plan, index: number, sides: ReadonlyMap<string, readonly End[]>): readonly Point[] {
  const { from, to, source, target } = plan;
  if (from.component === to.component) {
    const a = spot(from, source);
    const b = spot(to, target);
    return [a, { x: a.x, y: source.top - 30 }, { x: source.right + 30, y: source.top - 30 }, { x: source.right + 30, y: b.y }, b];
  }
  straighten(plan, sides);
  const a = spot(from, source);
  const b = spot(to, target);
  const flat = from.side === "left" || from.side === "right";
  const [one, other] = flat ? [a.y, b.y] : [a.x, b.x];
  if (Math.abs(one - other) < 1) {
    return [a, flat ? { x: b.x, y: a.y } : { x: a.x, y: b.y }];
  }
  // Neighbours bend at different places, or their lines would lie on one another.
  const siblings = sides.get(`${from.component} ${from.side}`) ?? [];
  const rank = Math.max(siblings.indexOf(from), 0) - (siblings.length - 1) / 2;
  const falling = (flat ? b.y - a.y : b.x - a.x) > 0 ? -1 : 1;
  const [start, end] = flat ? [a.x, b.x] : [a.y, b.y];
  const slack = Math.max(Math.abs(end - start) / 2 - 22, 0);
  const offset = Math.max(-slack, Math.min(slack, rank * 14 * falling + ((index % 3) - 1) * 3));
  const bend = (start + end) / 2 + offset * Math.sign(end - start || 1);
  return flat
    ? [a, { x: bend, y: a.y }, { x: bend, y: b.y }, b]
    : [a, { x: a.x, y: bend }, { x: b.x, y: bend }, b];
}

/** An arrow that is alone on a side moves there to meet the other end straight on. */
function straighten({ from, to, source, target }: Plan, sides: ReadonlyMap<string, readonly End[]>): void {
  const alone = (end: End): boolean => sides.get(`${end.component} ${end.side}`)?.length === 1;
  const range = (end: End, box: Box): readonly [number, number] =>
    end.side === "left" || end.side === "right" ? [box.top + 12, box.bottom - 12] : [box.left + 12, box.right - 12];
  const reaches = (end: End, box: Box, place: number): boolean => {
    const [low, high] = range(end, box);
    return place >= low && place <= high;
  };
  if (Math.abs(from.place - to.place) < 1) {
    return;
  }
  if (alone(to) && reaches(to, target, from.place) && Math.abs(from.place - to.place) < 40) {
    to.place = from.place;
  } else if (alone(from) && reaches(from, source, to.place) && Math.abs(from.place - to.place) < 40) {
    from.place = to.place;
  }
}

/** Where several arrows run side by side, the lowest has its label below. */
function besideOf(points: readonly Point[], { from, to }: Plan, sides: ReadonlyMap<string, readonly End[]>): Route["beside"] {
  const at = labelOf(points);
  if (points.some((point) => Math.abs(point.x - at.x) < 0.5 && Math.abs(point.y - at.y) > 0.5)) {
    return "right";
  }
  const lowest = (end: End): boolean => {
    const siblings = sides.get(`${end.component} ${end.side}`) ?? [];
    return siblings.length > 1 && siblings.every((one) => one.place <= end.place);
  };
  return lowest(from) && lowest(to) ? "below" : lowest(from) || lowest(to) ? (points.length > 2 ? "below" : "above") : "above";
}

/** Above the middle of the longest part. */
function labelOf(points: readonly Point[]): Point {
  let best: Point = points[0] ?? { x: 0, y: 0 };
  let longest = -1;
  for (let index = 1; index < points.length; index += 1) {
    const [a, b] = [points[index - 1], points[index]];
    if (a === undefined || b === undefined) {
      continue;
    }
    const length = Math.abs(a.x - b.x) * 1.4 + Math.abs(a.y - b.y);
    if (length > longest) {
      longest = length;
      best = { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
    }
  }
  return best;
}

/** How far a point is from a way. */
export function distanceTo(points: readonly Point[], point: Point): number {
  let nearest = Infinity;
  for (let index = 1; index < points.length; index += 1) {
    const [a, b] = [points[index - 1], points[index]];
    if (a === undefined || b === undefined) {
      continue;
    }
    const length = (b.x - a.x) ** 2 + (b.y - a.y) ** 2;
    const share = length === 0 ? 0 : ((point.x - a.x) * (b.x - a.x) + (point.y - a.y) * (b.y - a.y)) / length;
    const t = Math.max(0, Math.min(1, share));
    nearest = Math.min(nearest, Math.hypot(point.x - a.x - t * (b.x - a.x), point.y - a.y - t * (b.y - a.y)));
  }
  return nearest;
}
