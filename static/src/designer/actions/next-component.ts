import { step } from "./walking";
import type { Action } from "./action";

export const action: Action = {
  id: "next-component",
  name: "Next component",
  group: "Flow",
  keys: ["PageDown"],
  enabled: ({ editor }) => editor.design.components.length > 0,
  perform: (tools) => step(tools, 1),
};
