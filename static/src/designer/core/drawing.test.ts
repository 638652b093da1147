import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { boundariesOf, boxesOf } from "./cards";
import { fromPng, fromSvg, intoPng, wrapText } from "./embed";
import type { Box } from "./geometry";
import { align, around, distribute, freePlace, hull, overlaps, shiftBox, snap } from "./geometry";
import { pulls } from "./bends";
import { drawnLines } from "./lines";
import { distanceTo, routesOf } from "./routes";
import { toSvg } from "./svg";
import { CALLER, KINDS, WEBHOOK } from "./testing/samples";
import { shown, width, wrap } from "./text";
import type { Point } from "./types";

const STROKE = { width: 2, head_length: 9, head_half: 4, colour: "ink", apart: 0, dash: null, open_head: false, cross: 0 };
const COLOURS = { ink: "#000000", error: "#ff0000", paper: "#ffffff" };
const NOTATION = {
  strokes: {
    sync: { ...STROKE, apart: 4.5 },
    async: { ...STROKE, width: 4.5 },
    error: { ...STROKE, colour: "error", dash: "7 4.5", open_head: true, cross: 4 },
  },
  palettes: { light: COLOURS, dark: COLOURS },
  font: "sans-serif",
};
const OPTIONS = { kinds: KINDS, notation: NOTATION, theme: "light", icon: () => null } as const;

describe("svg", () => {
  it("draws every meaning in its own way", () => {
    const { svg } = toSvg(WEBHOOK, OPTIONS);
    expect(svg.match(/stroke="#ff0000"[^>]*stroke-dasharray="7 4.5"/g)).toHaveLength(1);
    expect(svg.match(/stroke-width="4.5"/g)).toHaveLength(2);
    // Two lines for each of the three synchronous arrows, one for the cross and head of the error.
    expect(svg.match(/stroke="#000000" stroke-width="2"/g)).toHaveLength(6);
  });

  it("draws arrows of one meaning with as many lines wherever they run, since in mid-drag only their ways are changed", () => {
    const point = fc.record({ x: fc.integer({ min: -500, max: 500 }), y: fc.integer({ min: -500, max: 500 }) });
    const way = fc.array(point, { minLength: 2, maxLength: 6 });
    fc.assert(
      fc.property(fc.constantFrom("sync" as const, "async" as const, "error" as const), way, way, (semantics, one, other) => {
        const looks = (points: readonly Point[]): readonly unknown[] =>
          drawnLines(points, semantics, NOTATION.strokes[semantics]).map(({ filled, dash }) => [filled, dash]);
        expect(looks(one)).toEqual(looks(other));
      }),
    );
  });

  it("shows names as text, whatever they hold", () => {
    const evil = "</text><script>alert(1)</script>\u202e & \"'\u0007";
    const design = { ...WEBHOOK, name: evil, components: WEBHOOK.components.map((one) => ({ ...one, name: evil })) };
    const { svg } = toSvg(design, OPTIONS);
    expect(svg).not.toContain("<script");
    expect(svg).not.toMatch(/[\u0007\u202e]/);
    expect(svg).toContain("&lt;script&gt;");
  });

  it("carries the design", () => {
    const document = JSON.stringify({ ...WEBHOOK, name: "Größe 漢字 🚀" });
    const { svg } = toSvg(WEBHOOK, { ...OPTIONS, metadata: wrapText(document) });
    expect(fromSvg(svg)).toBe(document);
    expect(fromSvg("<svg/>")).toBeNull();
  });
});

describe("png", () => {
  const PNG = Uint8Array.from(
    atob("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="),
    (one) => one.charCodeAt(0),
  );

  it("carries any document, and damaged files carry none", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.nat(), (text, at) => {
        const made = intoPng(PNG, text);
        expect(fromPng(made)).toBe(text);
        expect(() => fromPng(made.subarray(0, at % made.length))).not.toThrow();
      }),
    );
    expect(fromPng(PNG)).toBeNull();
    expect(() => intoPng(new Uint8Array(4), "x")).toThrow(RangeError);
  });
});

const BOX = fc
  .record({ x: fc.integer({ min: -900, max: 900 }), y: fc.integer({ min: -900, max: 900 }), w: fc.integer({ min: 20, max: 200 }), h: fc.integer({ min: 20, max: 200 }) })
  .map(({ x, y, w, h }) => around({ x, y }, w, h));
const BOXES = fc.array(BOX, { minLength: 3, maxLength: 12 }).map((list) => new Map(list.map((box, at) => [`n${at}`, box])));

describe("geometry", () => {
  it("aligns edges and keeps sizes", () => {
    fc.assert(
      fc.property(BOXES, (boxes) => {
        const whole = hull(boxes.values());
        for (const [id, at] of align(boxes, "left")) {
          const box = boxes.get(id);
          expect(at.x - ((box?.right ?? 0) - (box?.left ?? 0)) / 2).toBeCloseTo(whole?.left ?? NaN);
        }
      }),
    );
  });

  it("distributes with equal gaps", () => {
    fc.assert(
      fc.property(BOXES, (boxes) => {
        const places = distribute(boxes, "x");
        const placed = [...places].map(([id, at]) => {
          const box = boxes.get(id) ?? around(at, 0, 0);
          return around(at, box.right - box.left, box.bottom - box.top);
        });
        const gaps = placed.slice(1).map((box, at) => box.left - (placed[at]?.right ?? 0));
        for (const gap of gaps) {
          expect(gap).toBeCloseTo(gaps[0] ?? NaN);
        }
      }),
    );
  });

  it("never snaps farther than it reaches, unless to the grid", () => {
    fc.assert(
      fc.property(BOX, fc.array(BOX, { maxLength: 6 }), (moving, others) => {
        const { dx, dy, guides } = snap(moving, others, 6);
        expect(Math.max(Math.abs(dx), Math.abs(dy))).toBeLessThanOrEqual(6);
        expect(guides.length).toBeLessThanOrEqual(4);
        // What is marked as the same gap is.
        const placed = shiftBox(moving, dx, dy);
        for (const axis of ["x", "y"] as const) {
          const gaps = guides.filter((guide) => guide.type === "gap" && guide.axis === axis);
          expect([0, 2]).toContain(gaps.length);
          const [one, other] = gaps;
          if (one !== undefined && other !== undefined) {
            expect(one.to - one.from).toBeCloseTo(other.to - other.from);
            const ends = axis === "y" ? [placed.left, placed.right] : [placed.top, placed.bottom];
            expect([one, other].some(({ from, to }) => ends.some((end) => Math.abs(end - from) < 0.01 || Math.abs(end - to) < 0.01))).toBe(true);
          }
        }
      }),
    );
  });

  it("puts a card in the middle of a gap, and as far behind two as they are apart", () => {
    const at = (x: number, y = 0): Box => around({ x, y }, 100, 60);
    expect(snap(at(203, 9), [at(0), at(400)], 6)).toMatchObject({ dx: -3, guides: [{ type: "gap", from: 50, to: 150 }, { type: "gap", from: 250, to: 350 }] });
    expect(snap(at(356, 9), [at(0), at(180)], 6)).toMatchObject({ dx: 4, guides: [{ type: "gap", from: 50, to: 130 }, { type: "gap", from: 230, to: 310 }] });
    expect(snap(at(-176, 9), [at(0), at(180)], 6)).toMatchObject({ dx: -4 });
    // Cards of another row are no neighbours.
    expect(snap(at(203, 300), [at(0), at(400)], 6).guides).toEqual([]);
  });

  it("finds a place that is free", () => {
    fc.assert(
      fc.property(fc.array(BOX, { maxLength: 12 }), (others) => {
        const at = freePlace({ x: 0, y: 0 }, 100, 60, others);
        expect(others.some((other) => overlaps(other, around(at, 100, 60)))).toBe(false);
      }),
    );
  });
});

describe("routes", () => {
  it("run at right angles between the borders of their cards, wherever those are", () => {
    const point = fc.record({ x: fc.integer({ min: -600, max: 600 }), y: fc.integer({ min: -600, max: 600 }) });
    const layout = fc.record(Object.fromEntries(WEBHOOK.components.map((one) => [one.id, point])));
    fc.assert(
      fc.property(layout, (places) => {
        const boxes = boxesOf({ ...WEBHOOK, layout: places }, KINDS);
        const routes = routesOf(WEBHOOK.connections, boxes, {});
        expect(routes.size).toBe(WEBHOOK.connections.length);
        for (const { points } of routes.values()) {
          for (let at = 1; at < points.length; at += 1) {
            const [a, b] = [points[at - 1], points[at]];
            expect(Math.min(Math.abs((a?.x ?? 0) - (b?.x ?? 0)), Math.abs((a?.y ?? 0) - (b?.y ?? 0)))).toBeLessThan(1);
          }
        }
        const again = routesOf(WEBHOOK.connections, boxes, {}, routes);
        expect([...again.values()].every((route, at) => route === [...routes.values()][at])).toBe(true);
      }),
    );
  });

  it("go through their bends, in order and at right angles", () => {
    const point = fc.record({ x: fc.integer({ min: -600, max: 1600 }), y: fc.integer({ min: -600, max: 600 }) });
    const boxes = boxesOf(WEBHOOK, KINDS);
    fc.assert(
      fc.property(fc.array(point, { minLength: 1, maxLength: 4 }), (bends) => {
        const { points } = routesOf(WEBHOOK.connections, boxes, { drain: bends }).get("drain") ?? { points: [] };
        let leg = 1;
        const upright = (a: Point, b: Point): boolean => Math.abs(a.x - b.x) < 1 || Math.abs(a.y - b.y) < 1;
        expect(points.slice(1).every((one, at) => upright(one, points[at] ?? one))).toBe(true);
        for (const bend of bends) {
          while (leg < points.length && distanceTo(points.slice(leg - 1, leg + 1), bend) >= 1) {
            leg += 1;
          }
          expect(leg).toBeLessThan(points.length);
        }
        expect(pulls(points, bends)).toHaveLength(bends.length + 1);
      }),
    );
  });

  it("keep a bend between two cards upright between them", () => {
    const boxes = new Map([
      ["work", { left: 0, top: 0, right: 172, bottom: 64 }],
      ["carrier", { left: 400, top: 200, right: 572, bottom: 264 }],
    ]);
    const { points } = routesOf(CALLER.connections, boxes, { ask: [{ x: 240, y: 120 }] }).get("ask") ?? { points: [] };
    expect(points).toEqual([{ x: 172, y: 32 }, { x: 240, y: 32 }, { x: 240, y: 232 }, { x: 400, y: 232 }]);
  });

  it("stand in boundaries that hold their own components", () => {
    const boxes = boxesOf(WEBHOOK, KINDS);
    const boundary = boundariesOf(WEBHOOK, boxes).get("webhook");
    expect(boundary?.left).toBeLessThan(boxes.get("api")?.left ?? 0);
  });
});

describe("text", () => {
  it("never gets wider than its room, nor has more lines", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), fc.integer({ min: 1, max: 3 }), (text, lines) => {
        const rows = wrap(text, 106, 13, lines, true);
        expect(rows.length).toBeLessThanOrEqual(lines);
        for (const row of rows) {
          expect(width(row, 13, true)).toBeLessThanOrEqual(106.01);
        }
      }),
    );
  });

  it("has no marks that turn text around", () => {
    expect(shown("a\u202eb\u0000c\n d")).toBe("abc d");
  });
});
