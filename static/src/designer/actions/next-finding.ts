import type { Action } from "./action";
import { anyFinding, walk } from "./findings";

export const action: Action = {
  id: "next-finding",
  name: "Next finding",
  group: "Design",
  keys: ["F8"],
  enabled: anyFinding,
  perform: (tools) => walk(tools, 1),
};
