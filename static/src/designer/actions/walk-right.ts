import { walk } from "./walking";
import type { Action } from "./action";
import { subject } from "./action";

export const action: Action = {
  id: "walk-right",
  name: "Walk along the flow",
  group: "Flow",
  keys: ["Alt+ArrowRight"],
  enabled: (tools) => subject(tools) !== null,
  perform: (tools) => walk(tools, false),
};
