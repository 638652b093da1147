/** Going from component to component by keyboard. */

import { neighbours, siblings } from "../core/arranging";
import type { Trail } from "../core/arranging";
import { componentOf } from "../core/types";
import type { Tools } from "../view/context";
import { subject } from "./action";

export function go(tools: Tools, id: string): void {
  tools.editor.select([id]);
  tools.editor.update({ active: id });
  tools.view.reveal(id);
  tools.view.focus(id);
}

/** Where one came from, so that the next and previous branches are known. */
let trail: Trail | null = null;

export function walk(tools: Tools, backwards: boolean): void {
  const here = subject(tools);
  if (here === null) {
    return;
  }
  const [next] = neighbours(tools.editor.design, here, backwards);
  if (next === undefined) {
    tools.editor.announce(backwards ? "Nothing leads here" : "Nothing leads on from here");
    return;
  }
  trail = { from: here, backwards };
  go(tools, next);
}

export function beside(tools: Tools, by: number): void {
  const here = subject(tools);
  if (here === null) {
    return;
  }
  trail = siblings(tools.editor.design, here, trail);
  const ways = trail === null ? [] : neighbours(tools.editor.design, trail.from, trail.backwards);
  const next = ways[(ways.indexOf(here) + by + ways.length) % ways.length];
  if (next === undefined) {
    tools.editor.announce("There is no other branch");
  } else {
    go(tools, next);
  }
}

/** Components in the order from left to right, line by line. */
function reading({ editor }: Tools): readonly string[] {
  return [...editor.places()].sort(([, a], [, b]) => Math.round(a.y / 80) - Math.round(b.y / 80) || a.x - b.x).map(([id]) => id);
}

/**
 * Go to the next component as Tab does, while one is selected; false at the ends and with nothing selected, where Tab
 * leaves the canvas. So the canvas is one tab stop for whoever passes by, and no trap for whoever works in it.
 */
export function stepInside(tools: Tools, by: number): boolean {
  const order = reading(tools);
  const here = subject(tools);
  const next = here === null || tools.editor.state.selection.size === 0 ? undefined : order[order.indexOf(here) + by];
  if (next !== undefined) {
    go(tools, next);
  }
  return next !== undefined;
}

export function step(tools: Tools, by: number): void {
  const { editor } = tools;
  const order = reading(tools);
  const here = subject(tools) ?? editor.state.active;
  const at = here === null ? -1 : order.indexOf(here);
  const next = order[at < 0 ? (by > 0 ? 0 : order.length - 1) : (at + by + order.length) % order.length];
  if (next !== undefined) {
    go(tools, next);
  }
}

/** Go to the next component and select it too, beginning with the one that has the keyboard where nothing is selected. */
export function addNext(tools: Tools, by: number): void {
  const { editor, view } = tools;
  const order = reading(tools);
  const at = editor.state.active === null ? -1 : order.indexOf(editor.state.active);
  const next = order[at < 0 ? (by > 0 ? 0 : order.length - 1) : (at + by + order.length) % order.length];
  if (next !== undefined) {
    editor.select([next], "add");
    editor.update({ active: next });
    view.reveal(next);
    view.focus(next);
    editor.announce(`${editor.nameOf(next)}, ${editor.selectedComponents().length} selected`);
  }
}

export function nextArrow(tools: Tools): void {
  const { editor } = tools;
  const chosen = editor.design.connections.find((one) => editor.state.selection.has(one.id));
  const here = editor.state.active ?? (chosen === undefined ? null : componentOf(chosen.from));
  const arrows = editor.design.connections.filter((one) => componentOf(one.from) === here || componentOf(one.to) === here);
  const next = arrows[(chosen === undefined ? 0 : arrows.indexOf(chosen) + 1) % Math.max(arrows.length, 1)];
  if (next === undefined) {
    editor.announce("It has no arrows");
    return;
  }
  editor.select([next.id]);
  editor.announce(`${next.semantics} arrow from ${editor.nameOf(componentOf(next.from))} to ${editor.nameOf(componentOf(next.to))}`);
}
