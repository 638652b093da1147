import type { Action } from "./action";

export const action: Action = {
  id: "undo",
  name: "Undo",
  group: "Edit",
  keys: ["Mod+Z"],
  enabled: ({ editor }) => editor.state.history.past.length > 0,
  perform: ({ editor }) => editor.undo(),
};
