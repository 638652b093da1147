import type { Box } from "../core/geometry";
import type { Editor } from "../session/editor";

/** The boxes of what is selected and not locked. */
export function selectedBoxes(editor: Editor): ReadonlyMap<string, Box> {
  const chosen = new Set(editor.selectedComponents().filter((id) => !editor.locked.has(id)));
  return new Map([...editor.boxes()].filter(([id]) => chosen.has(id)));
}
