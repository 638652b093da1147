/** Ways around cards: where a plain arrow would run across one, right angles that lead it past. */

import type { Side } from "./bends";
import type { Box } from "./geometry";
import { grow, holds, hull, middle, overlaps } from "./geometry";
import type { Point } from "./types";

/** A line that a way follows for a while: upright at an x, or level at a y. */
export type Channel = { readonly x: number } | { readonly y: number };

type Heading = "across" | "upright";

/** Where an arrow leaves and arrives, and the channels that it takes between, by turns upright and level. */
export interface Detour {
  readonly from: Side;
  readonly to: Side;
  readonly via: readonly Channel[];
}

/** Between an arrow and a card that it passes. */
const CLEAR = 5;
/** Between a card and the channel beside it. */
const MARGIN = 16;
/** How much length a turn is worth. */
const TURN = 50;
const CELL = 256;
/** This keeps one search well below a millisecond. */
const FOLLOWED = 6;
/** Through more cards than this, no way of few turns leads past all. */
const CROWD = 40;
/** In a drag, most arrows look for the same way among the same cards again and again. */
const KNOWN = new Map<string, Detour | null>();
const KEPT = 2_000;
/** How far beside the direct way a detour may lead. */
const AROUND = 160;

/** Where the cards are, quick to ask. */
export class Obstacles {
  readonly #cells = new Map<number, Box[]>();

  constructor(boxes: Iterable<Box>) {
    for (const box of boxes) {
      for (const key of cells(grow(box, CLEAR))) {
        const list = this.#cells.get(key);
        if (list === undefined) {
          this.#cells.set(key, [box]);
        } else {
          list.push(box);
        }
      }
    }
  }

  near(area: Box): ReadonlySet<Box> {
    const found = new Set<Box>();
    for (const key of cells(area)) {
      for (const box of this.#cells.get(key) ?? []) {
        if (overlaps(grow(box, CLEAR), area)) {
          found.add(box);
        }
      }
    }
    return found;
  }

  /** How many cards a straight piece of a way runs across; those at the way's ends may be touched. */
  crossed(a: Point, b: Point, ends: readonly Box[]): number {
    const piece = { left: Math.min(a.x, b.x) - 0.5, top: Math.min(a.y, b.y) - 0.5, right: Math.max(a.x, b.x) + 0.5, bottom: Math.max(a.y, b.y) + 0.5 };
    let count = 0;
    for (const box of this.near(piece)) {
      if (!ends.includes(box) || overlaps(grow(box, -2), piece)) {
        count += 1;
      }
    }
    return count;
  }

  /** Whether a way runs across a card. */
  blocks(way: readonly Point[], ends: readonly Box[]): boolean {
    return way.some((point, at) => {
      const next = way[at + 1];
      return next !== undefined && this.crossed(point, next, ends) > 0;
    });
  }

  /** Whether a card is where a point is, or right beside it. */
  covers(point: Point): boolean {
    for (const key of cells({ left: point.x, right: point.x, top: point.y, bottom: point.y })) {
      if ((this.#cells.get(key) ?? []).some((box) => holds(grow(box, CLEAR), point))) {
        return true;
      }
    }
    return false;
  }
}

function* cells(area: Box): Iterable<number> {
  for (let x = Math.floor(area.left / CELL); x <= Math.floor(area.right / CELL); x += 1) {
    for (let y = Math.floor(area.top / CELL); y <= Math.floor(area.bottom / CELL); y += 1) {
      // Many more in a row than there are on any canvas.
      yield x * 2 ** 20 + y;
    }
  }
}

/** The corners of a detour between two points on its sides. */
export function around(from: Point, { to: side, via }: Pick<Detour, "to" | "via">, to: Point): readonly Point[] {
  const points = [from];
  let at = from;
  for (const channel of via) {
    at = "x" in channel ? { x: channel.x, y: at.y } : { x: at.x, y: channel.y };
    points.push(at);
  }
  points.push(side === "left" || side === "right" ? { x: at.x, y: to.y } : { x: to.x, y: at.y }, to);
  return points;
}

/**
 * The shortest way with few turns from one card to another that runs across none; null if there is none nearby. `aside`
 * keeps the arrows of the same two cards apart, in px.
 */
export function detour(source: Box, target: Box, obstacles: Obstacles, aside: number): Detour | null {
  const whole = hull([source, target]);
  if (whole === null || overlaps(source, target)) {
    return null;
  }
  const local = [...obstacles.near(grow(whole, AROUND))];
  if (local.length > CROWD) {
    return null;
  }
  const key = [source, target, ...local].map((box) => `${box.left},${box.top},${box.right},${box.bottom}`).join(" ") + ` ${aside}`;
  const known = KNOWN.get(key);
  if (known !== undefined) {
    return known;
  }
  const found = search(source, target, whole, local, aside);
  if (KNOWN.size >= KEPT) {
    KNOWN.clear();
  }
  KNOWN.set(key, found);
  return found;
}

function search(source: Box, target: Box, whole: Box, local: readonly Box[], aside: number): Detour | null {
  const [one, other] = [middle(source), middle(target)];
  const margin = MARGIN + aside;
  const ends = [source, target];
  const near = [...nearest(local, middle(whole)), ...ends];
  const walls = local.map((box) => (ends.includes(box) ? grow(box, -2) : grow(box, CLEAR)));
  const best: { cost: number; detour: Detour | null } = { cost: Infinity, detour: null };
  const add = (via: readonly Channel[], leaves: Heading, arrives: Heading): void => {
    const first = via.find((channel) => (leaves === "across" ? "x" in channel : "y" in channel));
    const last = [...via].reverse().find((channel) => (arrives === "across" ? "x" in channel : "y" in channel));
    const from = side(source, leaves, first, other);
    const to = side(target, arrives, last, one);
    if (from === null || to === null) {
      return;
    }
    const way = around(exit(source, from), { to, via }, exit(target, to));
    const cost = lengthOf(way) + TURN * (via.length + 1);
    if (cost < best.cost && !walls.some((wall) => runsAcross(way, wall))) {
      best.cost = cost;
      best.detour = { from, to, via };
    }
  };
  add([], "across", "upright");
  add([], "upright", "across");
  const [besideOne, besideOther] = [beside(source, margin), beside(target, margin)];
  const follow = (line: Channel, along: Heading, across: Heading, outs: readonly Channel[], intos: readonly Channel[]): void => {
    add([line], along, along);
    for (const out of outs) {
      add([out, line], across, along);
      for (const into of intos) {
        add([out, line, into], across, across);
      }
    }
    for (const into of intos) {
      add([line, into], along, across);
    }
  };
  const [gapX, gapY] = [gap(source.left, source.right, target.left, target.right), gap(source.top, source.bottom, target.top, target.bottom)];
  const xs = [...new Set(near.flatMap((box) => [box.left - margin, box.right + margin]))];
  const ys = [...new Set(near.flatMap((box) => [box.top - margin, box.bottom + margin]))];
  const lines = [
    ...xs.map((x) => ({ x, least: gap(x, x, source.left, source.right) + gap(x, x, target.left, target.right) + gapY })),
    ...ys.map((y) => ({ y, least: gap(y, y, source.top, source.bottom) + gap(y, y, target.top, target.bottom) + gapX })),
  ];
  for (const line of lines.sort((a, b) => a.least - b.least)) {
    // Every way along it, and along all that follow, is at least so long, and turns twice.
    if (line.least + 2 * TURN >= best.cost) {
      break;
    }
    if ("x" in line) {
      follow({ x: line.x }, "across", "upright", besideOne.level, besideOther.level);
    } else {
      follow({ y: line.y }, "upright", "across", besideOne.upright, besideOther.upright);
    }
  }
  return best.detour;
}

/** How far two stretches of one axis are apart. */
function gap(low: number, high: number, otherLow: number, otherHigh: number): number {
  return Math.max(0, otherLow - high, low - otherHigh);
}

function runsAcross(way: readonly Point[], wall: Box): boolean {
  for (let at = 1; at < way.length; at += 1) {
    const [a, b] = [way[at - 1] as Point, way[at] as Point];
    if (Math.min(a.x, b.x) < wall.right && Math.max(a.x, b.x) > wall.left && Math.min(a.y, b.y) < wall.bottom && Math.max(a.y, b.y) > wall.top) {
      return true;
    }
  }
  return false;
}

/** The cards whose sides are worth following: those nearest to the middle of the way. */
function nearest(boxes: Iterable<Box>, to: Point): readonly Box[] {
  const far = (box: Box): number => Math.abs(middle(box).x - to.x) + Math.abs(middle(box).y - to.y);
  return [...boxes].sort((a, b) => far(a) - far(b)).slice(0, FOLLOWED);
}

function beside(box: Box, margin: number): { readonly level: readonly { readonly y: number }[]; readonly upright: readonly { readonly x: number }[] } {
  return { level: [{ y: box.top - margin }, { y: box.bottom + margin }], upright: [{ x: box.left - margin }, { x: box.right + margin }] };
}

/** The side of a card at which a way leaves towards a channel, or else towards the other card; null if that is within. */
function side(box: Box, heading: Heading, channel: Channel | undefined, towards: Point): Side | null {
  if (heading === "across") {
    const x = channel !== undefined && "x" in channel ? channel.x : towards.x;
    return x > box.right ? "right" : x < box.left ? "left" : null;
  }
  const y = channel !== undefined && "y" in channel ? channel.y : towards.y;
  return y > box.bottom ? "bottom" : y < box.top ? "top" : null;
}

function exit(box: Box, at: Side): Point {
  const { x, y } = middle(box);
  return { left: { x: box.left, y }, right: { x: box.right, y }, top: { x, y: box.top }, bottom: { x, y: box.bottom } }[at];
}

function lengthOf(way: readonly Point[]): number {
  let length = 0;
  let last = way[0];
  for (const point of way) {
    length += Math.abs(point.x - (last ?? point).x) + Math.abs(point.y - (last ?? point).y);
    last = point;
  }
  return length;
}
