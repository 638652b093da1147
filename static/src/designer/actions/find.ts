import type { Action } from "./action";
import { always } from "./action";

export const action: Action = {
  id: "find",
  name: "Find",
  group: "View",
  keys: ["Mod+F"],
  enabled: always,
  perform: ({ editor }) => editor.open({ type: "find" }),
};
