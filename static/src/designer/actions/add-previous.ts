import { addNext } from "./walking";
import type { Action } from "./action";

export const action: Action = {
  id: "add-previous",
  name: "Add the previous component to the selection",
  group: "Flow",
  keys: ["Shift+PageUp"],
  enabled: ({ editor }) => editor.design.components.length > 0,
  perform: (tools) => addNext(tools, -1),
  onRing: true,
};
