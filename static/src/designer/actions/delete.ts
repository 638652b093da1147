import { remove } from "../session/gestures";
import type { Action } from "./action";
import { anySelected } from "./action";

export const action: Action = {
  id: "delete",
  name: "Delete",
  group: "Edit",
  keys: ["Delete", "Backspace"],
  enabled: anySelected,
  perform: (tools) => {
    const { editor, view } = tools;
    remove(editor, editor.state.selection);
    const next = editor.state.active ?? editor.design.components[0]?.id;
    if (next !== undefined) {
      view.focus(next);
    }
  },
  menu: true,
};
