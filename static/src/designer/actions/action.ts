/** What a person can do: one file each, feeding keyboard, toolbar, context menu and command palette. */

import type { Tools } from "../view/context";

export interface Action {
  readonly id: string;
  readonly name: string;
  readonly group: "Edit" | "Arrange" | "Flow" | "View" | "Design";
  /** Such as `Mod+Z`; Mod is Ctrl, or Command on a Mac. The first is the one that is shown. */
  readonly keys: readonly string[];
  readonly enabled: (tools: Tools) => boolean;
  readonly perform: (tools: Tools) => void;
  /** Whether it stands in the context menu. */
  readonly menu?: boolean;
  /** Whether it can be done with nothing selected, but its key then means the card that has the focus ring, if one has. */
  readonly onRing?: boolean;
}

/** Whether a key press is one of these. */
export function pressed(event: KeyboardEvent, keys: readonly string[]): boolean {
  return keys.some((said) => {
    const parts = said.split("+");
    const key = parts.pop() || "+";
    const wants = (name: string): boolean => parts.includes(name);
    // Signs such as ? need Shift on some keyboards and not on others.
    const sign = key.length === 1 && !/[a-z0-9]/i.test(key);
    return (
      wants("Mod") === (event.ctrlKey || event.metaKey) &&
      wants("Alt") === event.altKey &&
      (sign || wants("Shift") === event.shiftKey) &&
      (event.key.toLowerCase() === key.toLowerCase() || (/^\d$/.test(key) && event.code === `Digit${key}`))
    );
  });
}

const MAC = typeof navigator !== "undefined" && /Mac|iPhone|iPad/.test(navigator.platform);
const SIGNS: Readonly<Record<string, string>> = {
  ArrowLeft: "←",
  ArrowRight: "→",
  ArrowUp: "↑",
  ArrowDown: "↓",
  Mod: MAC ? "⌘" : "Ctrl",
  Delete: "Del",
};

/** A key as people read it. */
export function spoken(key: string): string {
  const parts = key.endsWith("+") ? [...key.slice(0, -1).split("+").filter(Boolean), "+"] : key.split("+");
  return parts.map((part) => SIGNS[part] ?? part).join(MAC ? " " : "+");
}

export const always = (): boolean => true;
export const anySelected = ({ editor }: Tools): boolean => editor.state.selection.size > 0;
export const components = (least: number) => ({ editor }: Tools): boolean => editor.selectedComponents().length >= least;
/** The one component that is selected, or that has the keyboard. */
export function subject({ editor }: Tools): string | null {
  const { selection, active } = editor.state;
  const chosen = editor.design.components.filter((one) => selection.has(one.id));
  const [only] = chosen;
  return chosen.length === 1 && only !== undefined ? only.id : chosen.length === 0 ? active : null;
}
