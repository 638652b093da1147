import { describe, expect, it } from "vitest";

import { Obstacles, around, detour } from "./avoid";
import { bentWay } from "./bends";
import type { Box } from "./geometry";
import { around as boxAround } from "./geometry";
import { routesOf } from "./routes";
import type { Connection, Point } from "./types";

const at = (x: number, y: number): Box => boxAround({ x, y }, 172, 66);
const arrow = (id: string, from: string, to: string): Connection => ({ id, from: `${from}.out`, to: `${to}.in`, semantics: "sync", label: "", about: "", properties: {} });

function crossesAny(way: readonly Point[], boxes: ReadonlyMap<string, Box>, ...ends: readonly string[]): boolean {
  const others = [...boxes].filter(([id]) => !ends.includes(id)).map(([, box]) => box);
  return new Obstacles(others).blocks(way, []);
}

describe("arrows and cards", () => {
  const inTheWay = new Map([["a", at(0, 0)], ["wall", at(300, 0)], ["b", at(600, 0)]]);

  it("leads a plain arrow around a card that stands between", () => {
    const way = routesOf([arrow("x", "a", "b")], inTheWay, {}).get("x")?.points ?? [];
    expect(way.length).toBeGreaterThan(2);
    expect(crossesAny(way, inTheWay, "a", "b")).toBe(false);
    // Without the guard the straight way would go through: the check itself can fail.
    expect(crossesAny([{ x: 86, y: 0 }, { x: 514, y: 0 }], inTheWay, "a", "b")).toBe(true);
  });

  it("leaves an arrow alone that is in nobody's way", () => {
    const free = new Map([["a", at(0, 0)], ["other", at(300, 200)], ["b", at(600, 0)]]);
    expect(routesOf([arrow("x", "a", "b")], free, {}).get("x")?.points).toEqual([{ x: 86, y: 0 }, { x: 514, y: 0 }]);
  });

  it("keeps the arrows of two cards apart on their way around", () => {
    const routes = routesOf([arrow("there", "a", "b"), arrow("back", "b", "a")], inTheWay, {});
    const [there, back] = [routes.get("there")?.points ?? [], routes.get("back")?.points ?? []];
    const level = (way: readonly Point[]): readonly number[] => way.map((point) => point.y);
    expect(Math.max(...level(there).map(Math.abs))).not.toBe(Math.max(...level(back).map(Math.abs)));
    expect([there, back].some((way) => crossesAny(way, inTheWay, "a", "b"))).toBe(false);
  });

  it("gives right angles only", () => {
    const [source, target] = [at(0, 0), at(600, 40)];
    const found = detour(source, target, new Obstacles([source, at(300, 0), target]), 0);
    expect(found).not.toBeNull();
    const way = found === null ? [] : around({ x: 86, y: 0 }, found, { x: 514, y: 40 });
    for (const [index, point] of way.entries()) {
      const next = way[index + 1] ?? point;
      expect(next.x === point.x || next.y === point.y).toBe(true);
    }
  });

  it("says that there is no way where two cards lie on one another", () => {
    expect(detour(at(0, 0), at(20, 10), new Obstacles([]), 0)).toBeNull();
  });

  it("turns a bent arrow at the corner that is free", () => {
    const [from, bend, to] = [{ x: 0, y: 0 }, { x: 300, y: 300 }, { x: 600, y: 300 }];
    const wall = new Obstacles([at(300, 100)]);
    const plain = bentWay(from, "right", [bend], to, "left", () => 0);
    const careful = bentWay(from, "right", [bend], to, "left", (a, b) => wall.crossed(a, b, []) * 10);
    expect(plain).toContainEqual({ x: 300, y: 0 });
    expect(wall.blocks(plain, [])).toBe(true);
    expect(wall.blocks(careful, [])).toBe(false);
  });

  it("leaves large designs to straight ways", () => {
    const boxes = new Map(Array.from({ length: 400 }, (_, index) => [`c${index}`, at((index % 20) * 240, Math.floor(index / 20) * 120)] as const));
    const arrows = Array.from({ length: 500 }, (_, index) => arrow(`x${index}`, `c${index % 400}`, `c${(index * 37 + 11) % 400}`));
    const routes = routesOf(arrows, boxes, {});
    expect(routes.size).toBe(500);
    expect(Math.max(...[...routes.values()].map((one) => one.points.length))).toBeLessThanOrEqual(5);
  });
});
