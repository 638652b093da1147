import type { Action } from "./action";
import { always } from "./action";

export const action: Action = {
  id: "start-from",
  name: "Start from an example",
  group: "Design",
  keys: [],
  enabled: always,
  perform: ({ editor }) => editor.open({ type: "start" }),
};
