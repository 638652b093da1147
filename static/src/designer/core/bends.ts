/** Arrows that a person has led through points of their own: right angles still, with as few turns as may be. */

import type { Box } from "./geometry";
import { middle } from "./geometry";
import type { Design, Edit, Point } from "./types";
import { componentOf } from "./types";

export type Side = "left" | "right" | "top" | "bottom";
type Heading = readonly [number, number];

const OUT: Readonly<Record<Side, Heading>> = { left: [-1, 0], right: [1, 0], top: [0, -1], bottom: [0, 1] };
const BACK = 100;
const WRONG_SIDE = 30;
const ACROSS = 8;

/** How many cards a straight piece of a way runs across. */
export type Crossed = (a: Point, b: Point) => number;

const NOTHING_IN_THE_WAY: Crossed = () => 0;

function heading(a: Point, b: Point): Heading {
  return [Math.sign(Math.round(b.x - a.x)), Math.sign(Math.round(b.y - a.y))];
}

interface Found {
  readonly cost: number;
  readonly points: readonly Point[];
  readonly heading: Heading;
}

function turn(from: Heading, to: Heading): number {
  const along = from[0] * to[0] + from[1] * to[1];
  return along > 0 ? 0 : along < 0 ? BACK : 1;
}

/** The way from one point to another through all the others, leaving and arriving as told. */
function through(points: readonly Point[], out: Heading, into: Heading, crossed: Crossed): Found {
  const [first] = points;
  let ways: readonly Found[] = [{ cost: 0, points: first === undefined ? [] : [first], heading: out }];
  for (const next of points.slice(1)) {
    const found: Found[] = [];
    for (const way of ways) {
      const here = way.points.at(-1) ?? next;
      const straight = Math.abs(here.x - next.x) < 1 || Math.abs(here.y - next.y) < 1;
      const corners = straight ? [null] : [{ x: next.x, y: here.y }, { x: here.x, y: next.y }];
      for (const corner of corners) {
        const legs = corner === null ? [next] : [corner, next];
        let [at, going, cost] = [here, way.heading, way.cost];
        for (const leg of legs) {
          const to = heading(at, leg);
          if (to[0] !== 0 || to[1] !== 0) {
            cost += way.points.length === 1 && at === here && turn(out, to) !== 0 ? WRONG_SIDE : turn(going, to);
            cost += crossed(at, leg) * ACROSS;
            going = to;
          }
          at = leg;
        }
        found.push({ cost, points: [...way.points, ...legs], heading: going });
      }
    }
    // One best way for each heading is all that the rest can depend on.
    const best = new Map<string, Found>();
    for (const one of found) {
      const key = one.heading.join();
      if (one.cost < (best.get(key)?.cost ?? Infinity)) {
        best.set(key, one);
      }
    }
    ways = [...best.values()];
  }
  const ended = ways.map((way) => (turn(way.heading, into) === 0 ? way : { ...way, cost: way.cost + WRONG_SIDE }));
  return ended.reduce((best, one) => (one.cost < best.cost ? one : best));
}

/** The corners of a way through bends, without those that lie on a straight line. */
export function bentWay(from: Point, fromSide: Side, bends: readonly Point[], to: Point, toSide: Side, crossed: Crossed = NOTHING_IN_THE_WAY): readonly Point[] {
  const [x, y] = OUT[toSide];
  const { points } = through([from, ...bends, to], OUT[fromSide], [-x, -y], crossed);
  return points.filter((point, at) => {
    const [before, after] = [points[at - 1], points[at + 1]];
    if (before === undefined || after === undefined) {
      return true;
    }
    const [one, two] = [heading(before, point), heading(point, after)];
    return !(one[0] === 0 && one[1] === 0) && (one[0] !== two[0] || one[1] !== two[1]);
  });
}

/** The sides at which an arrow through bends leaves and arrives: those of the calmest way, else those of a plain arrow. */
export function bentSides(source: Box, bends: readonly Point[], target: Box, plain: readonly [Side, Side], crossed: Crossed = NOTHING_IN_THE_WAY): readonly [Side, Side] {
  const options = (box: Box, towards: Point | undefined, usual: Side): readonly Side[] => {
    const centre = middle(box);
    const point = towards ?? centre;
    const across: Side = point.x >= centre.x ? "right" : "left";
    const upright: Side = point.y >= centre.y ? "bottom" : "top";
    return [...new Set([usual, across, upright])];
  };
  let best: { readonly cost: number; readonly sides: readonly [Side, Side] } = { cost: Infinity, sides: plain };
  for (const from of options(source, bends[0], plain[0])) {
    for (const to of options(target, bends.at(-1), plain[1])) {
      const [x, y] = OUT[to];
      const { cost } = through([exit(source, from), ...bends, exit(target, to)], OUT[from], [-x, -y], crossed);
      if (cost < best.cost) {
        best = { cost, sides: [from, to] };
      }
    }
  }
  return best.sides;
}

function exit(box: Box, side: Side): Point {
  const centre = middle(box);
  const [x, y] = OUT[side];
  return { x: centre.x + (x * (box.right - box.left)) / 2, y: centre.y + (y * (box.bottom - box.top)) / 2 };
}

/** The bends of the arrows whose two ends have moved alike, moved with them. */
export function carried(design: Design, was: ReadonlyMap<string, Point>, moved: ReadonlyMap<string, Point>): ReadonlyMap<string, readonly Point[]> {
  const found = new Map<string, readonly Point[]>();
  for (const arrow of design.connections) {
    const points = design.bends[arrow.id];
    if (points === undefined) {
      continue;
    }
    const [from, to] = [componentOf(arrow.from), componentOf(arrow.to)];
    const [a, b, one, other] = [was.get(from), was.get(to), moved.get(from), moved.get(to)];
    if (a === undefined || b === undefined || one === undefined || other === undefined) {
      continue;
    }
    const [x, y] = [one.x - a.x, one.y - a.y];
    if (Math.abs(other.x - b.x - x) < 1 && Math.abs(other.y - b.y - y) < 1) {
      found.set(arrow.id, points.map((point) => ({ x: Math.round(point.x + x), y: Math.round(point.y + y) })));
    }
  }
  return found;
}

/** The places at which a new bend can be pulled out of a way: one between each two of the points that it is led through. */
export function pulls(points: readonly Point[], bends: readonly Point[]): readonly Point[] {
  const legs: Point[][] = [[]];
  let next = 0;
  for (const [at, point] of points.entries()) {
    legs.at(-1)?.push(point);
    const before = points[at + 1];
    while (next < bends.length && before !== undefined && onLeg(point, before, bends[next])) {
      const bend = bends[next] as Point;
      legs.at(-1)?.push(bend);
      legs.push([bend]);
      next += 1;
    }
  }
  return legs.length === bends.length + 1 ? legs.map(halfway) : [];
}

function onLeg(a: Point, b: Point, point: Point | undefined): boolean {
  const between = (low: number, value: number, high: number): boolean => value >= Math.min(low, high) - 1 && value <= Math.max(low, high) + 1;
  return point !== undefined && between(a.x, point.x, b.x) && between(a.y, point.y, b.y);
}

/** The middle of the longest part; of an arrow with three parts, of the one between. */
function halfway(points: readonly Point[]): Point {
  let best: Point = points[0] ?? { x: 0, y: 0 };
  let longest = -1;
  for (let at = 1; at < points.length; at += 1) {
    const [a, b] = [points[at - 1], points[at]];
    if (a === undefined || b === undefined) {
      continue;
    }
    const length = Math.hypot(a.x - b.x, a.y - b.y) + (points.length === 4 && at === 2 ? 1e6 : 0);
    if (length > longest) {
      longest = length;
      best = { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
    }
  }
  return best;
}

/** The edit that puts one bend elsewhere; with null it goes. */
export function bendAt(design: Design, arrow: string, index: number, to: Point | null): Edit {
  const before = design.bends[arrow] ?? [];
  const point = to === null ? [] : [{ x: Math.round(to.x), y: Math.round(to.y) }];
  return { type: "bend", connection: arrow, points: [...before.slice(0, index), ...point, ...before.slice(index + 1)] };
}

/** The edit that puts a new bend before the one with that index. */
export function newBend(design: Design, arrow: string, index: number, at: Point): Edit {
  const before = design.bends[arrow] ?? [];
  const point = { x: Math.round(at.x), y: Math.round(at.y) };
  return { type: "bend", connection: arrow, points: [...before.slice(0, index), point, ...before.slice(index)] };
}
