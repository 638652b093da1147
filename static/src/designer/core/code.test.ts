import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { changedLines, firstLineOf, ownerOf } from "./code";

const FILE = {
  path: "template.yaml",
  text: "a\nb\nc\nd\ne\n",
  marks: [
    { component: "queue", first: 2, last: 3 },
    { component: "writer", first: 4, last: 4 },
  ],
};

describe("changedLines", () => {
  it("names what was added and what was changed", () => {
    expect([...changedLines("a\nb\nc", "a\nB\nnew\nc")]).toEqual([2, 3]);
  });
  it("passes over what only moved", () => {
    expect([...changedLines("a\nb\nc\nd", "a\nc\nb\nd")]).toEqual([]);
  });
  it("names nothing where lines were only taken away", () => {
    expect([...changedLines("a\nb\nc", "a\nc")]).toEqual([]);
  });
  it("names only lines that the text before does not have as often", () => {
    const lines = fc.array(fc.constantFrom("a", "b", "c", "d"), { maxLength: 30 });
    fc.assert(
      fc.property(lines, lines, (before, after) => {
        const changed = changedLines(before.join("\n"), after.join("\n"));
        const count = (all: readonly string[], line: string): number => all.filter((one) => one === line).length;
        for (const line of new Set(after)) {
          const named = [...changed].filter((number) => after[number - 1] === line).length;
          // Every line that is there more often than before is named, and at least as often as it came anew.
          expect(named).toBeGreaterThanOrEqual(Math.max(0, count(after, line) - count(before, line)));
        }
        expect(changedLines(after.join("\n"), after.join("\n")).size).toBe(0);
      }),
    );
  });
});

describe("whose lines", () => {
  it("are known both ways", () => {
    expect(ownerOf(FILE, 3)).toBe("queue");
    expect(ownerOf(FILE, 5)).toBeNull();
    expect(firstLineOf(FILE, new Set(["writer", "queue"]))).toBe(2);
    expect(firstLineOf(FILE, new Set(["other"]))).toBeNull();
  });
});
