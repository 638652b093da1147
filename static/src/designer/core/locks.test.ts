import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { EditError, apply } from "./apply";
import { lockedIn } from "./locks";
import { removal } from "./removal";
import { EDIT, KINDS, WEBHOOK } from "./testing/samples";
import type { Design } from "./types";
import { batch } from "./types";

const HELD: Design = { ...WEBHOOK, locked: ["api", "intake"] };

function frozen(design: Design): string {
  const of = (id: string): unknown => [design.components.find((one) => one.id === id), design.layout[id]];
  return JSON.stringify(HELD.locked.map(of));
}

describe("locks", () => {
  it("let no edit through that touches what is locked, unless it unlocks it", () => {
    fc.assert(
      fc.property(fc.array(EDIT, { maxLength: 12 }), (edits) => {
        let design = HELD;
        for (const edit of edits) {
          if (lockedIn(design, edit) !== null || JSON.stringify(edit).includes('"locked":false')) {
            continue;
          }
          try {
            [design] = apply(design, edit);
          } catch (error) {
            expect(error).toBeInstanceOf(EditError);
          }
        }
        expect(frozen(design)).toBe(frozen(HELD));
      }),
      { numRuns: 300 },
    );
  });

  it("name what they hold", () => {
    expect(lockedIn(HELD, { type: "move", component: "api", to: null })).toBe("api");
    expect(lockedIn(HELD, removal(HELD, KINDS, ["intake"]))).toBe("intake");
    expect(lockedIn(HELD, removal(HELD, KINDS, ["store"]))).toBeNull();
    const first = batch([
      { type: "lock", component: "api", locked: false },
      { type: "move", component: "api", to: null },
    ]);
    expect(lockedIn(HELD, first)).toBeNull();
  });

  it("go with the component, and come back with it", () => {
    const edit = removal(HELD, KINDS, ["intake"]);
    const [after, back] = apply(HELD, edit);
    expect(after.locked).toEqual(["api"]);
    expect(apply(after, back)[0]).toEqual(HELD);
  });
});
