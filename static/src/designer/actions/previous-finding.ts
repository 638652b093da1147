import type { Action } from "./action";
import { anyFinding, walk } from "./findings";

export const action: Action = {
  id: "previous-finding",
  name: "Previous finding",
  group: "Design",
  keys: ["Shift+F8"],
  enabled: anyFinding,
  perform: (tools) => walk(tools, -1),
};
