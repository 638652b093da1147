import type { Action } from "./action";

export const action: Action = {
  id: "history",
  name: "Versions: see, compare and go back",
  group: "Design",
  keys: ["H"],
  enabled: ({ editor }) => editor.design.components.length > 0,
  perform: ({ editor }) => editor.open({ type: "history" }),
};
