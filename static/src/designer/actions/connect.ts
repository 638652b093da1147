import type { Action } from "./action";
import { subject } from "./action";

export const action: Action = {
  id: "connect",
  name: "Draw an arrow to…",
  group: "Flow",
  keys: ["C"],
  enabled: (tools) => subject(tools) !== null,
  perform: (tools) => {
    const source = subject(tools);
    if (source !== null) {
      tools.editor.open({ type: "connect", source });
    }
  },
  menu: true,
};
