/** Going to the field that holds the name of something. */

import type { Tools } from "../view/context";

/** Show the settings of what is selected, with the keyboard in the first field. */
export function toSettings({ editor, reviewer }: Tools): void {
  const focus = (): void => document.querySelector<HTMLElement>("#settings :is(input, textarea, select):enabled")?.focus();
  if (editor.state.review.open) {
    // The review's panel stands in the settings' place.
    reviewer.show(false);
    requestAnimationFrame(focus);
  } else {
    focus();
  }
}

/** Let the person write a name over the old one: a component's or service's, an arrow's label, with null the design's. */
export function rename(tools: Tools, id: string | null): void {
  tools.editor.select(id === null ? [] : [id]);
  tools.reviewer.show(false);
  const focus = (): void => {
    const field = document.querySelector<HTMLInputElement>("#settings [data-names]");
    field?.focus();
    field?.select();
  };
  // The form of what was just selected is drawn first, and a dialog that asked for this gives the keyboard back.
  requestAnimationFrame(() => requestAnimationFrame(focus));
}
