import type { Action } from "./action";
import { subject } from "./action";

export const action: Action = {
  id: "next-left",
  name: "Add before…",
  group: "Flow",
  keys: ["Mod+ArrowLeft"],
  enabled: (tools) => subject(tools) !== null,
  perform: (tools) => {
    const source = subject(tools);
    if (source !== null) {
      tools.editor.open({ type: "next", source, at: null, backwards: true });
    }
  },
};
