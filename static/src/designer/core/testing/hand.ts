/** A hand without a screen: what a person does at random, told as JSON, so that the server can judge what comes of it. */

import type { Design, Edit, Kind, Scene } from "../types";
import { emptyDesign } from "../types";
import { Editor } from "../../session/editor";
import type { Catalog } from "../../session/editor";
import { aimOf, bindTo, drawArrow, drop, moveTo, paste, placeKind, placeScene, remove } from "../../session/gestures";
import { EditError, apply } from "../apply";
import { group, ungroup } from "../arranging";
import { Kinds } from "../catalog";
import { copy } from "../clipboard";
import { waysBetween } from "../joining";

/** A deed and three numbers that say with what; they count round, so any will do. */
type Deed = readonly [what: number, a: number, b: number, c: number];

/** What the design becomes, and what undoing that gives; or why it was refused. */
export function applied(design: Design, edit: Edit): { readonly after: Design; readonly before: Design } | { readonly refused: string } {
  try {
    const [after, inverse] = apply(design, edit);
    return { after, before: apply(after, inverse)[0] };
  } catch (error) {
    if (error instanceof EditError) {
      return { refused: error.message };
    }
    throw error;
  }
}

/** Every design on the way, and what is left after everything was undone, and done again. */
export function wandered(kinds: readonly Kind[], scenes: readonly Scene[], deeds: readonly Deed[]): { readonly passed: readonly Design[]; readonly undone: Design; readonly redone: Design } {
  const notation = { strokes: {}, palettes: {}, font: "" } as unknown as Catalog["notation"];
  const editor = new Editor({ kinds: new Kinds(kinds), scenes, examples: [], notation, words: {}, icons: "" }, emptyDesign("Wander"));
  const passed: Design[] = [];
  for (const deed of deeds) {
    act(editor, deed);
    passed.push(editor.design);
  }
  while (editor.state.history.past.length > 0) {
    editor.undo();
  }
  const undone = editor.design;
  while (editor.state.history.future.length > 0) {
    editor.redo();
  }
  return { passed, undone, redone: editor.design };
}

function pick<T>(from: readonly T[], number: number): T | undefined {
  return from.length === 0 ? undefined : from[number % from.length];
}

function act(editor: Editor, [what, a, b, c]: Deed): void {
  const { design, kinds } = editor;
  const at = { x: (a % 30) * 40, y: (b % 20) * 40 };
  const one = pick(design.components, a);
  const other = pick(design.components, b);
  const arrow = pick(design.connections, a);
  const some = design.components.filter((_, index) => (index + a) % (2 + (b % 3)) === 0).map(({ id }) => id);
  switch (what % 12) {
    case 0: {
      const scene = pick(editor.catalog.scenes, c);
      if (scene !== undefined && design.components.length < 40) {
        placeScene(editor, scene, one === undefined ? at : (design.layout[one.id] ?? at), c % 2 === 0);
      }
      return;
    }
    case 1:
      placeKind(editor, pick(kinds.all, c)?.id ?? "", at, c % 2 === 0);
      return;
    case 2:
    case 3: {
      const way = one === undefined || other === undefined ? undefined : pick(waysBetween(design, kinds, one.id, other.id), c);
      if (one !== undefined && other !== undefined && way !== undefined) {
        drawArrow(editor, one.id, other.id, way);
      }
      return;
    }
    case 4:
      remove(editor, c % 2 === 0 || arrow === undefined ? some.slice(0, 2) : [arrow.id]);
      return;
    case 5:
      if (design.components.length < 40) {
        paste(editor, copy(design, some), null);
      }
      return;
    case 6:
      if (one !== undefined && other !== undefined && one !== other) {
        bindTo(editor, one.id, other.id);
      }
      return;
    case 7: {
      const place = other === undefined ? at : (design.layout[other.id] ?? at);
      if (one !== undefined) {
        editor.update({ aim: aimOf(editor, one.id, place) });
        drop(editor, new Map([[one.id, place]]));
      }
      return;
    }
    case 8: {
      const made = c % 2 === 0 ? group(design, kinds, some, "Service") : null;
      const taken = made?.edit ?? ungroup(design, design.services.slice(0, 1).map(({ id }) => id));
      editor.perform(taken, "Group");
      return;
    }
    case 9:
      moveTo(editor, new Map(some.map((id, index) => [id, { x: at.x + index * 90, y: at.y }])), "Move");
      return;
    case 10:
      if (c % 2 === 0 && arrow !== undefined) {
        editor.perform({ type: "bend", connection: arrow.id, points: [at] }, "Bend");
      } else if (one !== undefined) {
        editor.perform({ type: "lock", component: one.id, locked: c % 3 === 0 }, "Lock");
      }
      return;
    default:
      if (c % 3 === 0) {
        editor.redo();
      } else {
        editor.undo();
      }
  }
}
