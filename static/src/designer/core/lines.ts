/** An arrow's way → the `d` of its lines and heads. Mirrors `app/diagram/lines.py`; the strokes come from the server. */

import { distance } from "./geometry";
import type { Point, Semantics } from "./types";

/** How an arrow of one meaning is drawn, in px. */
export interface Stroke {
  readonly width: number;
  readonly head_length: number;
  readonly head_half: number;
  readonly colour: string;
  /** Half the distance of the two lines of a synchronous arrow; 0 for a single line. */
  readonly apart: number;
  readonly dash: string | null;
  readonly open_head: boolean;
  /** Half the size of the cross at the beginning; 0 for none. */
  readonly cross: number;
}

export type Strokes = { readonly [meaning in Semantics]: Stroke };

const RADIUS = 9;
const TIP_GAP = 2;

export interface Line {
  readonly part: "there" | "back" | "head" | "cross";
  readonly d: string;
  readonly filled: boolean;
  readonly dash: string | null;
}

function number(value: number): string {
  return String(Math.round(value * 10) / 10);
}

function unit(a: Point, b: Point): readonly [number, number] {
  const length = distance(a, b) || 1;
  return [(b.x - a.x) / length, (b.y - a.y) / length];
}

function along(a: Point, b: Point, far: number): Point {
  const [dx, dy] = unit(a, b);
  return { x: a.x + dx * far, y: a.y + dy * far };
}

function at(points: readonly Point[], index: number): Point {
  return points.at(index) ?? { x: 0, y: 0 };
}

/** The same way, moved to its left. */
function shifted(points: readonly Point[], by: number): readonly Point[] {
  if (by === 0) {
    return points;
  }
  const left = points.slice(1).map((point, index) => {
    const [dx, dy] = unit(at(points, index), point);
    return [dy, -dx] as const;
  });
  return points.map((point, index) => {
    const before = left[index - 1];
    const after = left[index];
    if (before === undefined || after === undefined) {
      const [dx, dy] = before ?? after ?? [0, 0];
      return { x: point.x + dx * by, y: point.y + dy * by };
    }
    const same = Math.abs(before[0] - after[0]) + Math.abs(before[1] - after[1]) < 1e-6;
    const [dx, dy] = same ? after : [before[0] + after[0], before[1] + after[1]];
    return { x: point.x + dx * by, y: point.y + dy * by };
  });
}

function path(points: readonly Point[], turned: number): string {
  let said = `M${number(at(points, 0).x)} ${number(at(points, 0).y)}`;
  for (let index = 1; index < points.length - 1; index += 1) {
    const [before, corner, after] = [at(points, index - 1), at(points, index), at(points, index + 1)];
    const [one, two] = [unit(before, corner), unit(corner, after)];
    const turn = one[0] * two[1] - one[1] * two[0];
    const wish = RADIUS + (turn > 0 ? turned : -turned);
    const radius = Math.max(Math.min(wish, distance(before, corner) / 2, distance(corner, after) / 2), 0);
    const [begin, end] = [along(corner, before, radius), along(corner, after, radius)];
    said += `L${number(begin.x)} ${number(begin.y)}Q${number(corner.x)} ${number(corner.y)} ${number(end.x)} ${number(end.y)}`;
  }
  const last = at(points, -1);
  return `${said}L${number(last.x)} ${number(last.y)}`;
}

function lineAndHead(points: readonly Point[], stroke: Stroke, turned: number): readonly [string, string] {
  const [end, before] = [at(points, -1), at(points, -2)];
  const tip = along(end, before, TIP_GAP);
  const length = Math.min(stroke.head_length, distance(before, end) * 0.75);
  const root = along(end, before, TIP_GAP + length);
  const start = along(at(points, 0), at(points, 1), TIP_GAP);
  const stop = stroke.open_head ? along(tip, before, stroke.width * 0.6) : along(root, end, 1);
  const [dx, dy] = unit(before, end);
  const wing = (half: number): string => `${number(root.x + dy * half)} ${number(root.y - dx * half)}`;
  const head = `M${wing(stroke.head_half)}L${number(tip.x)} ${number(tip.y)}L${wing(-stroke.head_half)}`;
  return [path([start, ...points.slice(1, -1), stop], turned), head + (stroke.open_head ? "" : "Z")];
}

/** Everything that is drawn for an arrow, from back to front. */
export function linesOf(way: readonly Point[], semantics: Semantics, stroke: Stroke): readonly Line[] {
  const lines: Line[] = [];
  const [there, head] = lineAndHead(shifted(way, stroke.apart), stroke, stroke.apart);
  lines.push({ part: "there", d: there, filled: false, dash: stroke.dash });
  lines.push({ part: "head", d: head, filled: !stroke.open_head, dash: null });
  if (semantics === "sync") {
    const [back, other] = lineAndHead(shifted([...way].reverse(), stroke.apart), stroke, stroke.apart);
    lines.push({ part: "back", d: back, filled: false, dash: null });
    lines.push({ part: "head", d: other, filled: true, dash: null });
  }
  if (stroke.cross > 0) {
    const { x, y } = along(at(way, 0), at(way, 1), stroke.cross + TIP_GAP + 2);
    const c = stroke.cross;
    const [l, t, r, b] = [number(x - c), number(y - c), number(x + c), number(y + c)];
    lines.push({ part: "cross", d: `M${l} ${t}L${r} ${b}M${l} ${b}L${r} ${t}`, filled: false, dash: null });
  }
  return lines;
}

export type Drawn = Pick<Line, "d" | "filled" | "dash">;

/**
 * What is drawn for an arrow, with those in one that look alike: in each frame of a drag every element counts. Arrows of one
 * meaning have the same number of them, wherever they run.
 */
export function drawnLines(way: readonly Point[], semantics: Semantics, stroke: Stroke): readonly Drawn[] {
  const found = new Map<string, Drawn>();
  for (const { d, filled, dash } of linesOf(way, semantics, stroke)) {
    const key = `${filled} ${dash ?? ""}`;
    found.set(key, { d: `${found.get(key)?.d ?? ""}${d}`, filled, dash });
  }
  return [...found.values()];
}

/** The middle line alone, for pointers. */
export function middleLine(way: readonly Point[]): string {
  return path(way, 0);
}
