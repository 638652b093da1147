import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { EditError, apply } from "./apply";
import { equal, merged } from "./merging";
import { EDIT, WEBHOOK } from "./testing/samples";
import type { Design, Edit } from "./types";

function after(design: Design, edits: readonly Edit[]): Design {
  return edits.reduce((now, edit) => {
    try {
      return apply(now, edit)[0];
    } catch (error) {
      if (error instanceof EditError) {
        return now;
      }
      throw error;
    }
  }, design);
}

describe("merging", () => {
  it("keeps one side's changes where the other made none", () => {
    fc.assert(
      fc.property(fc.array(EDIT, { maxLength: 8 }), (edits) => {
        const changed = after(WEBHOOK, edits);
        for (const result of [merged(WEBHOOK, changed, WEBHOOK), merged(WEBHOOK, WEBHOOK, changed)]) {
          const design = "design" in result ? result.design : null;
          const sets = (one: Design): unknown => ({
            ...one,
            components: [...one.components].sort((a, b) => (a.id < b.id ? -1 : 1)),
            services: [...one.services].sort((a, b) => (a.id < b.id ? -1 : 1)),
            connections: [...one.connections].sort((a, b) => (a.id < b.id ? -1 : 1)),
          });
          expect(design !== null && equal(sets(design), sets(changed))).toBe(true);
        }
      }),
    );
  });

  it("joins changes of different properties of one component", () => {
    const mine = after(WEBHOOK, [{ type: "set-property", id: "writer", key: "timeout", value: 30 }]);
    const theirs = after(WEBHOOK, [{ type: "set", id: "writer", field: "name", value: "Writer" }]);
    const result = merged(WEBHOOK, mine, theirs);
    const writer = "design" in result ? result.design.components.find((one) => one.id === "writer") : null;
    expect(writer).toMatchObject({ name: "Writer", properties: { timeout: 30 } });
  });

  it("names what both changed", () => {
    const mine = after(WEBHOOK, [{ type: "set", id: "writer", field: "name", value: "Mine" }]);
    const theirs = after(WEBHOOK, [{ type: "set", id: "writer", field: "name", value: "Theirs" }]);
    expect(merged(WEBHOOK, mine, theirs)).toEqual({ touches: ["writer"] });
  });
});
