import { copy, toText } from "../core/clipboard";
import { remove } from "../session/gestures";
import type { Action } from "./action";
import { components } from "./action";

export const action: Action = {
  id: "cut",
  name: "Cut",
  group: "Edit",
  keys: ["Mod+X"],
  enabled: components(1),
  perform: ({ editor }) => {
    editor.clipboard = copy(editor.design, editor.state.selection);
    navigator.clipboard?.writeText(toText(editor.clipboard)).catch(() => undefined);
    remove(editor, editor.state.selection);
  },
  menu: true,
};
