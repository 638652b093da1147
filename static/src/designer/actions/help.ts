import type { Action } from "./action";
import { always } from "./action";

export const action: Action = {
  id: "help",
  name: "Keys",
  group: "View",
  keys: ["?"],
  enabled: always,
  perform: ({ editor }) => editor.open({ type: "help" }),
};
