import type { Action } from "./action";

export const action: Action = {
  id: "share",
  name: "Share a link",
  group: "Design",
  keys: [],
  enabled: ({ editor }) => editor.design.components.length > 0,
  perform: ({ editor }) => editor.open({ type: "share" }),
};
