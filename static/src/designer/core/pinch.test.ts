import fc from "fast-check";
import { expect, test } from "vitest";

import type { Viewport } from "./pinch";
import { pinched } from "./pinch";
import type { Point } from "./types";

const point = fc.record({ x: fc.integer({ min: 0, max: 900 }), y: fc.integer({ min: 0, max: 900 }) });
const view = fc.record({ x: fc.integer({ min: -900, max: 900 }), y: fc.integer({ min: -900, max: 900 }), zoom: fc.double({ min: 0.2, max: 2, noNaN: true }) });

function under({ x, y, zoom }: Viewport, finger: Point): Point {
  return { x: (finger.x - x) / zoom, y: (finger.y - y) / zoom };
}

function middle([one, other]: readonly [Point, Point]): Point {
  return { x: (one.x + other.x) / 2, y: (one.y + other.y) / 2 };
}

test("what is between the fingers stays between them, and the zoom within its bounds", () => {
  fc.assert(
    fc.property(view, fc.tuple(point, point), fc.tuple(point, point), (before, from, to) => {
      const after = pinched({ view: before, fingers: from }, to, 0.1, 3);
      const [was, is] = [under(before, middle(from)), under(after, middle(to))];
      expect(is.x).toBeCloseTo(was.x, 4);
      expect(is.y).toBeCloseTo(was.y, 4);
      expect(after.zoom).toBeGreaterThanOrEqual(0.1);
      expect(after.zoom).toBeLessThanOrEqual(3);
    }),
  );
});

test("twice as far apart is twice as near", () => {
  const fingers = [{ x: 100, y: 100 }, { x: 200, y: 100 }];
  const apart = [{ x: 50, y: 100 }, { x: 250, y: 100 }];
  expect(pinched({ view: { x: 0, y: 0, zoom: 1 }, fingers }, apart, 0.1, 3)).toEqual({ x: -150, y: -100, zoom: 2 });
});

test("a single finger moves and does not zoom", () => {
  expect(pinched({ view: { x: 10, y: 20, zoom: 0.5 }, fingers: [{ x: 1, y: 1 }] }, [{ x: 31, y: 11 }], 0.1, 3)).toEqual({ x: 40, y: 30, zoom: 0.5 });
});

test("a finger that is new does not make the view jump", () => {
  const still = { x: 10, y: 20, zoom: 0.5 };
  expect(pinched({ view: still, fingers: [{ x: 1, y: 1 }] }, [{ x: 31, y: 11 }, { x: 90, y: 90 }], 0.1, 3)).toEqual(still);
});
