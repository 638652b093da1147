import { nextArrow } from "./walking";
import type { Action } from "./action";
import { subject } from "./action";

export const action: Action = {
  id: "arrows-of",
  name: "Select the component's next arrow",
  group: "Flow",
  keys: ["A"],
  enabled: (tools) => subject(tools) !== null || tools.editor.design.connections.some((one) => tools.editor.state.selection.has(one.id)),
  perform: (tools) => nextArrow(tools),
};
