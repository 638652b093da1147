import { describe, expect, it } from "vitest";

import { apply } from "./apply";
import cases from "../../../../tests/diagram/bent_ways.json";
import type { Side } from "./bends";
import { bendAt, bentWay, carried, newBend } from "./bends";
import { copy, graft } from "./clipboard";
import { difference, replacement } from "./difference";
import { merged } from "./merging";
import { removal } from "./removal";
import { KINDS, WEBHOOK } from "./testing/samples";
import type { Design } from "./types";

const BENT: Design = { ...WEBHOOK, bends: { "hand-in": [{ x: 366, y: 80 }, { x: 400, y: 40 }] }, locked: ["store"] };

describe("bends", () => {
  it.each(cases)("leads $says, as the server does", ({ from, bends, to, way }) => {
    const points = bentWay(from, from.side as Side, bends, to, to.side as Side);
    expect(points.map(({ x, y }) => [x, y])).toEqual(way);
  });

  it("are put in, moved and taken out one by one", () => {
    const [more] = apply(BENT, newBend(BENT, "hand-in", 1, { x: 1.4, y: 2 }));
    expect(more.bends["hand-in"]).toEqual([{ x: 366, y: 80 }, { x: 1, y: 2 }, { x: 400, y: 40 }]);
    const [less, back] = apply(more, bendAt(more, "hand-in", 0, null));
    expect(less.bends["hand-in"]).toHaveLength(2);
    expect(apply(less, back)[0]).toEqual(more);
    const bare = apply(apply(less, bendAt(less, "hand-in", 0, null))[0], { type: "bend", connection: "hand-in", points: [] })[0];
    expect(bare.bends).toEqual({});
  });

  it("go with their arrow, and come back with it", () => {
    const [after, back] = apply(BENT, removal(BENT, KINDS, ["hand-in"]));
    expect(after.bends).toEqual({});
    expect(apply(after, back)[0]).toEqual(BENT);
  });

  it("are copied with their arrow, and moved as far as it is", () => {
    const grafted = graft(BENT, copy(BENT, ["api", "intake"]), { x: 10, y: 20 }, KINDS);
    const [after] = apply(BENT, grafted.edit);
    expect(after.bends[grafted.ids.get("hand-in") ?? ""]).toEqual([{ x: 376, y: 100 }, { x: 410, y: 60 }]);
  });

  it("follow their ends only where both go the same way", () => {
    const was = new Map(Object.entries(BENT.layout));
    const moved = (api: number, intake: number): ReadonlyMap<string, { x: number; y: number }> =>
      new Map([["api", { x: 244 + api, y: 0 }], ["intake", { x: 488 + intake, y: 0 }]]);
    expect(carried(BENT, was, moved(16, 16)).get("hand-in")?.[0]).toEqual({ x: 382, y: 80 });
    expect(carried(BENT, was, moved(16, 24)).size).toBe(0);
    expect(carried(BENT, was, new Map([["api", { x: 0, y: 0 }]])).size).toBe(0);
  });

  it("and locks are joined, compared and restored like everything else", () => {
    const mine = apply(BENT, bendAt(BENT, "hand-in", 0, { x: 0, y: 0 }))[0];
    const theirs = apply(BENT, { type: "lock", component: "api", locked: true })[0];
    expect(merged(BENT, mine, theirs)).toEqual({ design: { ...mine, locked: ["api", "store"] } });
    expect(difference(BENT, theirs).told).toMatchObject([{ what: "design", fields: ["locked"] }]);
    const [restored] = apply(theirs, replacement(theirs, BENT));
    expect(restored).toEqual(BENT);
  });
});
