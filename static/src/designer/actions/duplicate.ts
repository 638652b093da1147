import { copy } from "../core/clipboard";
import { paste } from "../session/gestures";
import type { Action } from "./action";
import { components } from "./action";

export const action: Action = {
  id: "duplicate",
  name: "Duplicate",
  group: "Edit",
  keys: ["Mod+D"],
  enabled: components(1),
  perform: ({ editor }) => paste(editor, copy(editor.design, editor.state.selection), null, "Duplicate"),
  menu: true,
};
