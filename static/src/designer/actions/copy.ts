import { copy, toText } from "../core/clipboard";
import { counted } from "../core/text";
import type { Action } from "./action";
import { components } from "./action";

export const action: Action = {
  id: "copy",
  name: "Copy",
  group: "Edit",
  keys: ["Mod+C"],
  enabled: components(1),
  perform: ({ editor }) => {
    editor.clipboard = copy(editor.design, editor.state.selection);
    editor.announce(`Copied ${counted(editor.clipboard.components.length, "component")}`);
    // The page's own clipboard serves where the system's is denied.
    navigator.clipboard?.writeText(toText(editor.clipboard)).catch(() => undefined);
  },
  menu: true,
};
