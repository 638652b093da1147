import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { EditError, apply, incoherence } from "./apply";
import type { History } from "./history";
import { begin, perform, redo, undo } from "./history";
import { removal } from "./removal";
import { EDIT, KINDS, WEBHOOK } from "./testing/samples";
import type { Design, Edit } from "./types";

function tried(design: Design, edit: Edit): readonly [Design, Edit] | null {
  try {
    return apply(design, edit);
  } catch (error) {
    if (error instanceof EditError) {
      return null;
    }
    throw error;
  }
}

describe("apply", () => {
  it("gives back the same design when the inverse follows", () => {
    let applied = 0;
    fc.assert(
      fc.property(fc.array(EDIT, { maxLength: 12 }), (edits) => {
        let design = WEBHOOK;
        for (const edit of edits) {
          const done = tried(design, edit);
          if (done !== null) {
            applied += 1;
            const [after, inverse] = done;
            expect(apply(after, inverse)[0]).toEqual(design);
            design = after;
          }
        }
      }),
    );
    expect(applied).toBeGreaterThan(100);
  });

  it("keeps every design loadable and never changes the one given", () => {
    fc.assert(
      fc.property(fc.array(EDIT, { maxLength: 12 }), (edits) => {
        const before = JSON.stringify(WEBHOOK);
        let design = WEBHOOK;
        for (const edit of edits) {
          design = tried(design, edit)?.[0] ?? design;
        }
        expect(incoherence(design)).toBeNull();
        expect(JSON.stringify(WEBHOOK)).toBe(before);
      }),
    );
  });

  it.each<[string, Edit]>([
    ["a component with arrows is removed alone", { type: "remove", id: "api" }],
    ["a name is emptied", { type: "set", id: "api", field: "name", value: "  " }],
    ["a name holds a control character", { type: "set", id: "api", field: "name", value: "a\u0007" }],
    ["an id is used twice", { type: "add-service", service: { id: "api", name: "x", about: "" }, index: null }],
    ["something unknown is moved", { type: "move", component: "nothing", to: { x: 0, y: 0 } }],
    ["a design is given a label", { type: "set", id: null, field: "label", value: "x" }],
  ])("refuses when %s", (_, edit) => {
    expect(() => apply(WEBHOOK, edit)).toThrow(EditError);
  });
});

describe("history", () => {
  it("undoes everything and does it all again", () => {
    fc.assert(
      fc.property(fc.array(EDIT, { maxLength: 15 }), (edits) => {
        let history: History = begin(WEBHOOK);
        for (const edit of edits) {
          if (tried(history.design, edit) !== null) {
            history = perform(history, edit, "edit");
          }
        }
        const last = history.design;
        while (history.past.length > 0) {
          history = undo(history);
        }
        expect(history.design).toEqual(WEBHOOK);
        while (history.future.length > 0) {
          history = redo(history);
        }
        expect(history.design).toEqual(last);
      }),
    );
  });

  it("makes one step of the letters of a name", () => {
    let history = begin(WEBHOOK);
    for (const value of ["O", "Or", "Ord"]) {
      history = perform(history, { type: "set", id: "api", field: "name", value }, "Rename", "name:api");
    }
    expect(history.past).toHaveLength(1);
    expect(undo(history).design).toEqual(WEBHOOK);
    expect(redo(undo(history)).design).toEqual(history.design);
  });
});

describe("removal", () => {
  it("takes along all that hangs on it, for any selection", () => {
    const ids = [...WEBHOOK.services, ...WEBHOOK.components, ...WEBHOOK.connections].map((one) => one.id);
    fc.assert(
      fc.property(fc.subarray(ids), (gone) => {
        const [after, inverse] = apply(WEBHOOK, removal(WEBHOOK, KINDS, gone));
        const left = JSON.stringify([after.services, after.components, after.connections].map((shelf) => shelf.map((one) => one.id)));
        for (const id of gone) {
          expect(left).not.toContain(`"${id}"`);
        }
        expect(apply(after, inverse)[0]).toEqual(WEBHOOK);
      }),
    );
  });
});
