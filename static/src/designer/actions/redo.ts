import type { Action } from "./action";

export const action: Action = {
  id: "redo",
  name: "Redo",
  group: "Edit",
  keys: ["Mod+Shift+Z", "Mod+Y"],
  enabled: ({ editor }) => editor.state.history.future.length > 0,
  perform: ({ editor }) => editor.redo(),
};
