/** Undo and redo without end. A history is a value; each step keeps the edit that takes it back. */

import { apply } from "./apply";
import type { Design, Edit } from "./types";

export interface Step {
  /** What was done, for people: "Move 3 components". */
  readonly label: string;
  readonly edit: Edit;
  readonly inverse: Edit;
  /** Steps in a row with the same key are one, such as the letters of a name. */
  readonly merge: string | null;
}

export interface History {
  readonly design: Design;
  readonly past: readonly Step[];
  readonly future: readonly Step[];
}

export function begin(design: Design): History {
  return { design, past: [], future: [] };
}

/** Raises EditError. An edit that changes nothing leaves no step behind. */
export function perform(history: History, edit: Edit, label: string, merge: string | null = null): History {
  const [design, inverse] = apply(history.design, edit);
  if (edit.type === "batch" && edit.edits.length === 0) {
    return history;
  }
  const last = history.past[history.past.length - 1];
  if (merge !== null && last !== undefined && last.merge === merge && history.future.length === 0) {
    const joined: Step = {
      label,
      edit: { type: "batch", edits: [last.edit, edit] },
      inverse: { type: "batch", edits: [inverse, last.inverse] },
      merge,
    };
    return { design, past: [...history.past.slice(0, -1), joined], future: [] };
  }
  return { design, past: [...history.past, { label, edit, inverse, merge }], future: [] };
}

export function undo(history: History): History {
  const step = history.past[history.past.length - 1];
  if (step === undefined) {
    return history;
  }
  const [design] = apply(history.design, step.inverse);
  return { design, past: history.past.slice(0, -1), future: [step, ...history.future] };
}

export function redo(history: History): History {
  const [step] = history.future;
  if (step === undefined) {
    return history;
  }
  const [design] = apply(history.design, step.edit);
  return { design, past: [...history.past, { ...step, merge: null }], future: history.future.slice(1) };
}
