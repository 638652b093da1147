import type { Action } from "./action";
import { always } from "./action";

export const action: Action = {
  id: "commands",
  name: "All commands",
  group: "View",
  keys: ["Mod+K"],
  enabled: always,
  perform: ({ editor }) => editor.open({ type: "commands" }),
};
