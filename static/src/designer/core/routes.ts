/**
 * Ways of arrows between cards wherever somebody dragged them: right angles, and a place of its own on the card's side
 * for each arrow. Quick enough to be computed anew for every frame of a drag.
 */

import type { Detour } from "./avoid";
import { Obstacles, around, detour } from "./avoid";
import type { Crossed, Side } from "./bends";
import { bentSides, bentWay } from "./bends";
import type { Box } from "./geometry";
import { middle } from "./geometry";
import type { Connection, Point } from "./types";
import { componentOf } from "./types";

export interface Route {
  readonly points: readonly Point[];
  /** Where the label belongs: a point of the way, and the side of it that is free of neighbours. */
  readonly label: Point;
  readonly beside: "above" | "below" | "right";
  /** How it is led past cards that would be in its way. */
  readonly detour: Detour | null;
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
  /** In the list of all arrows. */
  readonly index: number;
  readonly from: End;
  readonly to: End;
  readonly source: Box;
  readonly target: Box;
  readonly bends: readonly Point[];
  readonly detour: Detour | null;
  readonly crossed: Crossed;
}

export type Bends = { readonly [arrow: string]: readonly Point[] };

const PITCH = 20;
/** How much room the cards need between them for an arrow to leave sideways. */
const ROOMY = 36;

/** Up to how many arrows a design has ways around cards: they are sought anew for every frame of a drag. */
export const LED_AROUND = 120;
const MOST_DETOURS = 16;

/**
 * The way of each arrow by its id. A way that has not changed since `before` is the same object. Where only some are
 * wanted, `only` says which arrows there are at all, by their places in the list, in order; ways around cards ask for all.
 * Those outside of `anew` are led past cards as they were before.
 */
export function routesOf(
  connections: readonly Connection[],
  boxes: ReadonlyMap<string, Box>,
  bends: Bends,
  before: ReadonlyMap<string, Route> = new Map(),
  only: Iterable<number> = connections.keys(),
  anew: ReadonlySet<number> | null = null,
): ReadonlyMap<string, Route> {
  const wanted = [...only];
  const obstacles = new Obstacles(connections.length > LED_AROUND ? [] : boxes.values());
  let sides = new Map<string, readonly End[]>();
  const lay = (detours: ReadonlyMap<string, Detour>): readonly [Plan, readonly Point[]][] => {
    const plans = planned(connections, wanted, boxes, bends, obstacles, detours);
    sides = sidesOf(plans);
    return plans.map((plan) => [plan, way(plan, sides)]);
  };
  const kept = anew === null ? new Map<string, Detour>() : detoursBefore(wanted.filter((index) => !anew.has(index)), connections, before);
  let laid = lay(kept);
  const detours = detoursOf(anew === null ? laid : laid.filter(([{ index }]) => anew.has(index)), obstacles);
  if (detours.size > 0) {
    laid = lay(new Map([...kept, ...detours]));
  }
  const found = new Map<string, Route>();
  for (const [plan, points] of laid) {
    const known = before.get(plan.arrow.id);
    const label = labelOf(points, obstacles);
    const beside = besideOf(points, label, plan, sides);
    const unchanged = known !== undefined && known.beside === beside && same(known.points, points) && same([known.label], [label]);
    found.set(plan.arrow.id, unchanged ? known : { points, label, beside, detour: plan.detour });
  }
  return found;
}

function detoursBefore(some: readonly number[], connections: readonly Connection[], before: ReadonlyMap<string, Route>): Map<string, Detour> {
  const found = new Map<string, Detour>();
  for (const index of some) {
    const id = connections[index]?.id ?? "";
    const past = before.get(id)?.detour;
    if (past !== undefined && past !== null) {
      found.set(id, past);
    }
  }
  return found;
}

function planned(
  connections: readonly Connection[],
  wanted: readonly number[],
  boxes: ReadonlyMap<string, Box>,
  bends: Bends,
  obstacles: Obstacles,
  detours: ReadonlyMap<string, Detour>,
): readonly Plan[] {
  return wanted.flatMap((index) => {
    const arrow = connections[index];
    if (arrow === undefined) {
      return [];
    }
    const [one, other] = [componentOf(arrow.from), componentOf(arrow.to)];
    const [source, target] = [boxes.get(one), boxes.get(other)];
    if (source === undefined || target === undefined) {
      return [];
    }
    const led = bends[arrow.id] ?? [];
    const past = detours.get(arrow.id) ?? null;
    const crossed: Crossed = (a, b) => obstacles.crossed(a, b, [source, target]);
    const plain = one === other ? (["top", "right"] as const) : facing(source, target);
    const [start, end] = past !== null ? [past.from, past.to] : led.length === 0 ? plain : bentSides(source, led, target, plain, crossed);
    const from = endAt(one, start, led[0] ?? towards(past?.via ?? [], middle(target)));
    const to = endAt(other, end, led.at(-1) ?? towards([...(past?.via ?? [])].reverse(), middle(source)));
    return [{ arrow, index, from, to, source, target, bends: led, detour: past, crossed }];
  });
}

/** Where a way with channels turns first in each direction. */
function towards(via: Detour["via"], end: Point): Point {
  const x = via.find((one) => "x" in one);
  const y = via.find((one) => "y" in one);
  return { x: x !== undefined && "x" in x ? x.x : end.x, y: y !== undefined && "y" in y ? y.y : end.y };
}

/** The ends at each side of each card, each at a place of its own. */
function sidesOf(plans: readonly Plan[]): Map<string, readonly End[]> {
  const sides = new Map<string, End[]>();
  const boxes = new Map<string, Box>();
  for (const { from, to, source, target } of plans) {
    boxes.set(from.component, source).set(to.component, target);
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
  return sides;
}

/** The ways past cards of those arrows that nobody has bent and that run across some. */
function detoursOf(laid: readonly (readonly [Plan, readonly Point[]])[], obstacles: Obstacles): ReadonlyMap<string, Detour> {
  const found = new Map<string, Detour>();
  const pairs = new Map<string, number>();
  for (const [{ arrow, from, to, source, target, bends }, points] of laid) {
    if (found.size >= MOST_DETOURS) {
      break;
    }
    if (bends.length > 0 || from.component === to.component || !obstacles.blocks(points, [source, target])) {
      continue;
    }
    const pair = [from.component, to.component].sort().join(" ");
    const before = pairs.get(pair) ?? 0;
    const past = detour(source, target, obstacles, before * 14 + (found.size % 3) * 4);
    if (past !== null) {
      pairs.set(pair, before + 1);
      found.set(arrow.id, past);
    }
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

function way(plan: Plan, sides: ReadonlyMap<string, readonly End[]>): readonly Point[] {
  const { index, from, to, source, target, bends, crossed } = plan;
  if (bends.length > 0) {
    return bentWay(spot(from, source), from.side, bends, spot(to, target), to.side, crossed);
  }
  if (plan.detour !== null) {
    return around(spot(from, source), plan.detour, spot(to, target));
  }
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
function besideOf(points: readonly Point[], at: Point, { from, to }: Plan, sides: ReadonlyMap<string, readonly End[]>): Route["beside"] {
  if (points.some((point) => Math.abs(point.x - at.x) < 0.5 && Math.abs(point.y - at.y) > 0.5)) {
    return "right";
  }
  const lowest = (end: End): boolean => {
    const siblings = sides.get(`${end.component} ${end.side}`) ?? [];
    return siblings.length > 1 && siblings.every((one) => one.place <= end.place);
  };
  return lowest(from) && lowest(to) ? "below" : lowest(from) || lowest(to) ? (points.length > 2 ? "below" : "above") : "above";
}

/** Above the middle of the longest part, rather where no card is. */
function labelOf(points: readonly Point[], obstacles: Obstacles): Point {
  let best: Point = points[0] ?? { x: 0, y: 0 };
  let longest = -1;
  for (let index = 1; index < points.length; index += 1) {
    const [a, b] = [points[index - 1], points[index]];
    if (a === undefined || b === undefined) {
      continue;
    }
    const halfway = { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
    const length = Math.abs(a.x - b.x) * 1.4 + Math.abs(a.y - b.y);
    const worth = obstacles.covers(halfway) ? length / 100 : length;
    if (worth > longest) {
      longest = worth;
      best = halfway;
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
