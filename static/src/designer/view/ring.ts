/** What has the keyboard on the canvas, and who gets it when that is gone. */

import type { Tools } from "./context";

/** The id of a card or service, if that is what has the keyboard. */
export function cardOf(target: EventTarget | null): string | undefined {
  return target instanceof HTMLElement && target.matches(".react-flow__node") ? target.dataset["id"] : undefined;
}

/**
 * Give the keyboard to a card when what had it on the canvas, a card or a bend, is gone: by undo, by a fix, or because
 * its arrow is no longer selected. Otherwise the page has it, and the next Tab begins at the top.
 */
export function keepOnCanvas({ editor }: Tools): () => void {
  let { design } = editor;
  let { selection } = editor.state;
  return editor.subscribe(() => {
    const other = editor.design !== design || editor.state.selection !== selection;
    ({ design } = editor);
    ({ selection } = editor.state);
    const had = document.activeElement;
    if (!other || had === null || !had.matches(".react-flow__node, .arrow-bend")) {
      return;
    }
    // By the next frame the canvas is drawn anew.
    requestAnimationFrame(() => {
      const id = editor.state.active ?? editor.design.components[0]?.id;
      if (!had.isConnected && document.activeElement === document.body && id !== undefined) {
        document.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(id)}"]`)?.focus({ preventScroll: true });
      }
    });
  });
}
