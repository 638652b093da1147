/** Moving what is selected by steps of the grid; steps in a row are one step of the history. */

import { GRID } from "../core/geometry";
import type { Editor } from "../session/editor";
import { moveTo } from "../session/gestures";

export function nudge(editor: Editor, dx: number, dy: number, steps: number): void {
  const places = editor.places();
  const chosen = editor.selectedComponents();
  const ids = chosen.filter((id) => !editor.locked.has(id));
  const [first] = chosen;
  if (ids.length === 0 && first !== undefined) {
    editor.fault(`${editor.nameOf(first)} is locked. Unlock it first.`);
    return;
  }
  const moved = ids.map((id) => {
    const point = places.get(id) ?? { x: 0, y: 0 };
    return [id, { x: point.x + dx * steps * GRID, y: point.y + dy * steps * GRID }] as const;
  });
  moveTo(editor, new Map(moved), `Move ${editor.namesOf(ids)}`, [], `nudge ${ids.join(" ")}`);
}
