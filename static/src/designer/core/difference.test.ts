import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { EditError, apply } from "./apply";
import { difference, replacement, same } from "./difference";
import { EDIT, WEBHOOK, arrow, component } from "./testing/samples";
import type { Design } from "./types";

const DESIGN: fc.Arbitrary<Design> = fc.array(EDIT, { maxLength: 12 }).map((edits) =>
  edits.reduce((design, edit) => {
    try {
      return apply(design, edit)[0];
    } catch (error) {
      if (error instanceof EditError) {
        return design;
      }
      throw error;
    }
  }, WEBHOOK),
);

describe("difference", () => {
  it("tells nothing of the same design", () => {
    expect(difference(WEBHOOK, { ...WEBHOOK }).told).toEqual([]);
  });
  it("tells what was added, removed and changed, and draws all of it", () => {
    const [first, ...rest] = WEBHOOK.components;
    const after = {
      ...WEBHOOK,
      components: [...rest.map((one) => (one.id === "writer" ? { ...one, properties: { timeout: 30 } } : one)), component("added", "queue")],
      connections: WEBHOOK.connections.filter((one) => !one.from.startsWith(`${first?.id}.`)),
    };
    const found = difference(WEBHOOK, after);
    expect(found.marks.get("added")).toBe("added");
    expect(found.marks.get(first?.id ?? "")).toBe("removed");
    expect(found.told.find((one) => one.id === "writer")?.fields).toEqual(["timeout default → 30"]);
    expect(found.union.components.map((one) => one.id)).toContain(first?.id);
    expect(found.told.some((one) => one.what === "arrow" && one.change === "removed")).toBe(true);
  });
  it("tells what a property said and says", () => {
    const writing = (properties: Design["components"][number]["properties"]): Design => ({
      ...WEBHOOK,
      components: WEBHOOK.components.map((one) => (one.id === "writer" ? { ...one, properties } : one)),
    });
    const before = writing({ batch_size: 512, fifo: true, url: "a\nb", steps: { a: 1 } });
    const after = writing({ batch_size: 1024, fifo: false, url: "c", steps: { a: 2 } });
    const { told } = difference(before, after);
    expect(told.map((one) => one.fields)).toEqual([["batch size 512 → 1,024", "FIFO yes → no", "URL a b → c", "steps"]]);
  });
  it("tells what lies elsewhere and which arrows are led otherwise", () => {
    const [component, connection] = [WEBHOOK.components[0]?.id ?? "", WEBHOOK.connections[0]?.id ?? ""];
    const before = { ...WEBHOOK, layout: { ...WEBHOOK.layout, [component]: { x: 1, y: 1 } } };
    const after = { ...before, layout: { ...before.layout, [component]: { x: 9, y: 1 } }, bends: { [connection]: [{ x: 5, y: 5 }] } };
    const { told, marks } = difference(before, after);
    expect(told.map(({ id, change, fields }) => [id, change, fields])).toEqual([
      [component, "changed", ["place"]],
      [connection, "changed", ["bends"]],
    ]);
    expect(marks.get(component)).toBe("changed");
    expect(difference(after, after).told).toEqual([]);
  });
  it("does not care for the order of keys", () => {
    expect(same({ a: 1, b: [{ c: 1, d: 2 }] }, { b: [{ d: 2, c: 1 }], a: 1 })).toBe(true);
    expect(same({ a: 1 }, { a: 1, b: 2 })).toBe(false);
    expect(same([1, 2], [2, 1])).toBe(false);
  });
});

describe("replacement", () => {
  it("makes any design into any other, and back", () => {
    fc.assert(
      fc.property(DESIGN, DESIGN, (from, to) => {
        const [after, inverse] = apply(from, replacement(from, to));
        expect(same(after, to)).toBe(true);
        expect(same(apply(after, inverse)[0], from)).toBe(true);
        expect(difference(after, to).told).toEqual([]);
      }),
    );
  });
  it("keeps two reasons at one place", () => {
    const twice = { ...WEBHOOK, suppressions: [1, 2].map((number) => ({ rule: "dead-end", at: null, reason: `reason ${number}` })) };
    const [after, inverse] = apply(WEBHOOK, replacement(WEBHOOK, twice));
    expect(same(after, twice)).toBe(true);
    expect(same(apply(after, inverse)[0], WEBHOOK)).toBe(true);
  });
  it("keeps arrows that are the same", () => {
    const to = { ...WEBHOOK, connections: [...WEBHOOK.connections, arrow("again", "provider.requests", "api.requests", "sync")] };
    expect(same(apply(WEBHOOK, replacement(WEBHOOK, to))[0], to)).toBe(true);
  });
});
