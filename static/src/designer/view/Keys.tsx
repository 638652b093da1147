/** The keys, and what they act on: what has the keyboard on the canvas. */

import { useLayoutEffect } from "react";
import { flushSync } from "react-dom";

import { ACTIONS, actionOf } from "../actions";
import type { Action } from "../actions/action";
import { pressed } from "../actions/action";
import { stepInside } from "../actions/walking";
import { pasteIn } from "../files/pasting";
import type { Tools } from "./context";
import { useTools } from "./context";
import { cardOf, keepOnCanvas } from "./ring";

/** Select what has the focus ring, if nothing is selected and a key would otherwise do nothing, or not mean the ring. */
function takeUp(tools: Tools, action: Action, target: EventTarget | null): void {
  const { editor } = tools;
  const id = target instanceof Element && target.matches(":focus-visible") ? cardOf(target) : undefined;
  if (id === undefined || editor.state.selection.size > 0 || (action.onRing !== true && action.enabled(tools))) {
    return;
  }
  // An action may go to the settings of what is selected, so they are drawn first.
  flushSync(() => editor.select([id]));
  if (!action.enabled(tools)) {
    editor.select([]);
  }
}

/** Every key press that is not meant for a field. */
export function Keys(): null {
  const tools = useTools();
  // A key may be pressed as soon as there is something to see.
  useLayoutEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const { target } = event;
      const { dialog } = tools.editor.state;
      const canvas = tools.editor.state.active ?? tools.editor.design.components[0]?.id;
      const outside = target instanceof Element && target.closest(".palette, .design-settings") !== null;
      if (event.key === "Escape" && dialog === null && outside && canvas !== undefined) {
        tools.view.focus(canvas);
        return;
      }
      const field = target instanceof Element && target.closest("input, textarea, select, dialog, [role=menu]") !== null;
      if (event.defaultPrevented || (dialog !== null && event.key !== "Escape")) {
        return;
      }
      if (field) {
        const anywhere = ["save", "commands", "undo", "redo"].map(actionOf).find((one) => pressed(event, one.keys));
        const own = target instanceof Element && target.closest("dialog") !== null;
        if (own || anywhere === undefined || (anywhere.id !== "save" && anywhere.id !== "commands" && target instanceof HTMLInputElement && target.type === "search")) {
          return;
        }
        event.preventDefault();
        anywhere.perform(tools);
        return;
      }
      const onButton = target instanceof Element && target.closest("button, a, summary") !== null && target.closest(".react-flow__node") === null;
      if (onButton && (event.key === "Enter" || event.key === " ")) {
        return;
      }
      const onCard = target instanceof HTMLElement && target.matches(".react-flow__node");
      if (onCard && event.key === " ") {
        event.preventDefault();
        held ||= !event.repeat;
        return;
      }
      if (onCard && event.key === "Tab" && !event.ctrlKey && !event.altKey && !event.metaKey && stepInside(tools, event.shiftKey ? -1 : 1)) {
        event.preventDefault();
        return;
      }
      const action = ACTIONS.find((one) => pressed(event, one.keys));
      if (action === undefined || action.id === "paste" || (action.id === "copy" && (window.getSelection()?.toString() ?? "") !== "")) {
        return;
      }
      event.preventDefault();
      takeUp(tools, action, target);
      if (action.enabled(tools)) {
        action.perform(tools);
      }
    };
    // Space with the pointer moves the canvas; alone, it selects what has the keyboard.
    let held = false;
    // Whether the keyboard is being moved on by Tab, and not by a pointer or by what a key has done.
    let tabbing = false;
    const begin = ({ key }: KeyboardEvent): void => {
      tabbing = key === "Tab";
    };
    const point = (): void => {
      held = false;
      tabbing = false;
    };
    const release = ({ key, shiftKey, target }: KeyboardEvent): void => {
      const id = cardOf(target);
      tabbing = false;
      if (key === " " && held && id !== undefined) {
        tools.editor.select([id], shiftKey ? "toggle" : "only");
      }
      held &&= key !== " ";
    };
    const focus = (event: FocusEvent): void => {
      const id = cardOf(event.target);
      const { editor } = tools;
      if (id !== undefined && editor.state.active !== id && editor.design.components.some((one) => one.id === id)) {
        editor.update({ active: id });
      }
      if (id !== undefined && tabbing && !editor.state.selection.has(id)) {
        editor.select([id]);
      }
    };
    const stop = keepOnCanvas(tools);
    const paste = (event: ClipboardEvent): void => {
      const field = event.target instanceof Element && event.target.closest("input, textarea, select, dialog") !== null;
      if (!field && tools.editor.state.dialog === null && event.clipboardData !== null) {
        event.preventDefault();
        pasteIn(tools.editor, event.clipboardData.getData("text/plain"), event.clipboardData.files[0], () => tools.view.fit());
      }
    };
    const ended = new AbortController();
    const { signal } = ended;
    window.addEventListener("keydown", begin, { capture: true, signal });
    window.addEventListener("keydown", press, { signal });
    window.addEventListener("paste", paste, { signal });
    window.addEventListener("keyup", release, { signal });
    window.addEventListener("pointerdown", point, { capture: true, signal });
    window.addEventListener("focusin", focus, { signal });
    return () => {
      stop();
      ended.abort();
    };
  }, [tools]);
  return null;
}
