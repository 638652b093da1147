import { walk } from "./walking";
import type { Action } from "./action";
import { subject } from "./action";

export const action: Action = {
  id: "walk-left",
  name: "Walk against the flow",
  group: "Flow",
  keys: ["Alt+ArrowLeft"],
  enabled: (tools) => subject(tools) !== null,
  perform: (tools) => walk(tools, true),
};
