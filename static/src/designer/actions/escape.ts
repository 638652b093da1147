import type { Action } from "./action";
import { always } from "./action";

export const action: Action = {
  id: "escape",
  name: "Select nothing",
  group: "Edit",
  keys: ["Escape"],
  enabled: always,
  perform: ({ editor }) => {
    editor.update({ connecting: null, moving: null, guides: [], aim: null, notice: null, several: false });
    if (editor.state.dialog !== null) {
      editor.open(null);
    } else {
      editor.select([]);
    }
  },
};
