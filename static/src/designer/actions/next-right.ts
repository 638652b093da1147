import type { Action } from "./action";
import { subject } from "./action";

export const action: Action = {
  id: "next-right",
  name: "Add after…",
  group: "Flow",
  keys: ["Mod+ArrowRight"],
  enabled: (tools) => subject(tools) !== null,
  perform: (tools) => {
    const source = subject(tools);
    if (source !== null) {
      tools.editor.open({ type: "next", source, at: null, backwards: false });
    }
  },
  menu: true,
};
