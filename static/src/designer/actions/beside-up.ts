import { beside } from "./walking";
import type { Action } from "./action";
import { subject } from "./action";

export const action: Action = {
  id: "beside-up",
  name: "Walk to the previous branch",
  group: "Flow",
  keys: ["Alt+ArrowUp"],
  enabled: (tools) => subject(tools) !== null,
  perform: (tools) => beside(tools, -1),
};
