/** Going from finding to finding. */

import type { Finding } from "../core/review";
import { componentOf } from "../core/types";
import type { Tools } from "../view/context";

/** Bring what a finding is about first into view; gives the component that stands for it. */
export function reveal({ editor, view }: Tools, { components, connections }: Finding): string | null {
  const arrow = editor.design.connections.find((one) => one.id === connections[0]);
  const id = components[0] ?? (arrow === undefined ? null : componentOf(arrow.from));
  if (id !== null) {
    view.reveal(id);
  }
  return id;
}

export function walk(tools: Tools, by: number): void {
  const finding = tools.reviewer.walk(by);
  if (finding === null) {
    return;
  }
  const id = reveal(tools, finding);
  // In the panel the keyboard stays where it is; its current finding comes into view.
  if (id !== null && document.activeElement?.closest(".review-panel") == null) {
    tools.view.focus(id);
  }
}

export const anyFinding = ({ editor }: Tools): boolean => editor.state.review.findings.length > 0;
