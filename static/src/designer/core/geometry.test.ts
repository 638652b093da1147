import { describe, expect, it } from "vitest";

import { pointAlong } from "./geometry";

describe("pointAlong", () => {
  const way = [
    { x: 0, y: 0 },
    { x: 10, y: 0 },
    { x: 10, y: 90 },
  ];
  it("goes around corners", () => {
    expect(pointAlong(way, 4)).toEqual({ x: 4, y: 0 });
    expect(pointAlong(way, 20)).toEqual({ x: 10, y: 10 });
    expect(pointAlong([...way].reverse(), 20)).toEqual({ x: 10, y: 70 });
  });
  it("stays in the first third of a short way", () => {
    expect(pointAlong(way.slice(0, 2), 20).x).toBeCloseTo(10 / 3);
  });
  it("knows ways without any length", () => {
    expect(pointAlong([{ x: 5, y: 6 }], 20)).toEqual({ x: 5, y: 6 });
    expect(pointAlong([way[1], way[1], way[2]] as typeof way, 20)).toEqual({ x: 10, y: 20 });
  });
});
