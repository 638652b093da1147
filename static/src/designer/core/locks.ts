/** What is locked stays where and as it is; the one place that knows which edits a lock forbids. */

import type { Design, Edit } from "./types";

/** The first locked component that an edit would move, change or remove; null if it respects every lock. */
export function lockedIn(design: Design, edit: Edit): string | null {
  return design.locked.length === 0 ? null : forbidden(new Set(design.locked), edit);
}

function forbidden(locked: Set<string>, edit: Edit): string | null {
  switch (edit.type) {
    case "lock":
      // Unlocking first and then changing is a way that a person has chosen, such as going back to a version.
      if (edit.locked) {
        locked.add(edit.component);
      } else {
        locked.delete(edit.component);
      }
      return null;
    case "move":
      return locked.has(edit.component) ? edit.component : null;
    case "remove":
    case "set":
    case "set-property":
    case "unset-property":
      return edit.id !== null && locked.has(edit.id) ? edit.id : null;
    case "batch":
      for (const one of edit.edits) {
        const found = forbidden(locked, one);
        if (found !== null) {
          return found;
        }
      }
      return null;
    default:
      return null;
  }
}
