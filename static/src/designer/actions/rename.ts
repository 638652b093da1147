import type { Action } from "./action";
import { rename } from "./naming";

export const action: Action = {
  id: "rename",
  name: "Rename",
  group: "Edit",
  keys: ["F2"],
  enabled: ({ editor }) => editor.state.selection.size <= 1,
  perform: (tools) => {
    const { editor } = tools;
    const [only = null] = editor.state.selection;
    if (only !== null && editor.locked.has(only)) {
      editor.fault(`${editor.nameOf(only)} is locked. Unlock it first.`);
    } else {
      rename(tools, only);
    }
  },
  onRing: true,
};
