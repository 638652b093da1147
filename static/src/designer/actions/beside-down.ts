import { beside } from "./walking";
import type { Action } from "./action";
import { subject } from "./action";

export const action: Action = {
  id: "beside-down",
  name: "Walk to the next branch",
  group: "Flow",
  keys: ["Alt+ArrowDown"],
  enabled: (tools) => subject(tools) !== null,
  perform: (tools) => beside(tools, 1),
};
