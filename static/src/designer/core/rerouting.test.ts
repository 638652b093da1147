import fc from "fast-check";
import { describe, expect, it } from "vitest";

import type { Box } from "./geometry";
import { around } from "./geometry";
import { Router } from "./rerouting";
import type { Bends } from "./routes";
import { LED_AROUND, routesOf } from "./routes";
import type { Connection, Point } from "./types";

const IDS = ["a", "b", "c", "d", "e", "f", "g"];
const ID = fc.constantFrom(...IDS);
const POINT: fc.Arbitrary<Point> = fc.record({ x: fc.integer({ min: -400, max: 400 }), y: fc.integer({ min: -400, max: 400 }) });
/** More than are led around cards: with fewer, all ways are worked out anew. */
const ARROWS: fc.Arbitrary<readonly Connection[]> = fc
  .array(fc.tuple(ID, ID), { minLength: LED_AROUND + 1, maxLength: LED_AROUND + 14 })
  .map((pairs) => pairs.map(([from, to], at) => ({ id: `arrow-${at}`, from: `${from}.out`, to, semantics: "sync" as const, label: "", about: "", properties: {} })));
const STEP = fc.record({
  moved: fc.array(fc.tuple(ID, POINT), { maxLength: 3 }),
  bent: fc.option(fc.tuple(fc.nat(LED_AROUND), fc.array(POINT, { maxLength: 2 })), { nil: null }),
});

function boxesAt(places: Readonly<Record<string, Point>>): ReadonlyMap<string, Box> {
  return new Map(Object.entries(places).map(([id, point]) => [id, around(point, 172, 66)]));
}

const FEW: fc.Arbitrary<readonly Connection[]> = fc
  .array(fc.tuple(ID, ID), { maxLength: 12 })
  .map((pairs) => pairs.map(([from, to], at) => ({ id: `arrow-${at}`, from: `${from}.out`, to, semantics: "sync" as const, label: "", about: "", properties: {} })));

describe("ways while things move", () => {
  it("are those that would be found from scratch once the hand rests", () => {
    fc.assert(
      fc.property(FEW, fc.array(POINT, { minLength: IDS.length, maxLength: IDS.length }), fc.array(POINT, { minLength: 1, maxLength: 5 }), (arrows, points, way) => {
        const router = new Router();
        const places: Readonly<Record<string, Point>> = Object.fromEntries(IDS.map((id, at) => [id, points[at] ?? { x: 0, y: 0 }]));
        router.routes(arrows, boxesAt(places), {});
        let boxes = boxesAt(places);
        for (const a of way) {
          boxes = boxesAt({ ...places, a });
          const dragged = router.routes(arrows, boxes, {}, true);
          expect([...dragged.keys()]).toEqual([...routesOf(arrows, boxes, {}).keys()]);
        }
        expect(new Map(router.routes(arrows, boxes, {}))).toEqual(new Map(routesOf(arrows, boxes, {})));
      }),
      { numRuns: 50 },
    );
  });

  it("stay under a card that is dragged over them, and lead around it once it is let go", () => {
    const arrows: readonly Connection[] = [{ id: "arrow", from: "b", to: "c", semantics: "sync", label: "", about: "", properties: {} }];
    const at = (y: number): ReadonlyMap<string, Box> => boxesAt({ a: { x: 300, y }, b: { x: 0, y: 0 }, c: { x: 600, y: 0 } });
    const router = new Router();
    const straight = router.routes(arrows, at(400), {}).get("arrow");
    expect(router.routes(arrows, at(0), {}, true).get("arrow")).toBe(straight);
    const around = router.routes(arrows, at(0), {}).get("arrow");
    expect(around?.points).not.toEqual(straight?.points);
    expect(around).toEqual(routesOf(arrows, at(0), {}).get("arrow"));
    expect(router.routes(arrows, at(400), {}, true).get("arrow")).toBe(around);
    expect(router.routes(arrows, at(400), {}).get("arrow")).toEqual(straight);
  });

  it("lead the arrows of a dragged card around others all the while", () => {
    const arrows: readonly Connection[] = [{ id: "arrow", from: "a", to: "c", semantics: "sync", label: "", about: "", properties: {} }];
    const at = (x: number): ReadonlyMap<string, Box> => boxesAt({ a: { x, y: 0 }, b: { x: 300, y: 0 }, c: { x: 600, y: 0 } });
    const router = new Router();
    router.routes(arrows, at(450), {});
    expect(router.routes(arrows, at(0), {}, true).get("arrow")).toEqual(routesOf(arrows, at(0), {}).get("arrow"));
    expect(router.routes(arrows, at(0), {}, true).get("arrow")?.detour).not.toBeNull();
  });

  it("are those that would be found from scratch", () => {
    fc.assert(
      fc.property(ARROWS, fc.array(POINT, { minLength: IDS.length, maxLength: IDS.length }), fc.array(STEP, { maxLength: 4 }), (arrows, points, steps) => {
        const router = new Router();
        let places: Readonly<Record<string, Point>> = Object.fromEntries(IDS.map((id, at) => [id, points[at] ?? { x: 0, y: 0 }]));
        let bends: Bends = {};
        for (const { moved, bent } of [{ moved: [], bent: null }, ...steps]) {
          places = { ...places, ...Object.fromEntries(moved) };
          bends = bent === null ? bends : { ...bends, [`arrow-${bent[0]}`]: bent[1] };
          const boxes = boxesAt(places);
          expect(new Map(router.routes(arrows, boxes, bends))).toEqual(new Map(routesOf(arrows, boxes, bends)));
        }
      }),
      { numRuns: 10 },
    );
  });

  it("stay the same objects away from what moves", () => {
    const arrows = [["a", "b"], ["b", "c"], ["e", "f"]].map(
      ([from = "", to = ""], at): Connection => ({ id: `arrow-${at}`, from, to, semantics: "async", label: "", about: "", properties: {} }),
    );
    const places = Object.fromEntries(IDS.map((id, at) => [id, { x: at * 250, y: (at % 2) * 150 }]));
    const router = new Router();
    const before = router.routes(arrows, boxesAt(places), {});
    const after = router.routes(arrows, boxesAt({ ...places, a: { x: 20, y: 90 } }), {});
    expect(after.get("arrow-0")).not.toEqual(before.get("arrow-0"));
    expect(after.get("arrow-2")).toBe(before.get("arrow-2"));
  });
});
