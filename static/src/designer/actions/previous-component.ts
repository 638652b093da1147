import { step } from "./walking";
import type { Action } from "./action";

export const action: Action = {
  id: "previous-component",
  name: "Previous component",
  group: "Flow",
  keys: ["PageUp"],
  enabled: ({ editor }) => editor.design.components.length > 0,
  perform: (tools) => step(tools, -1),
};
