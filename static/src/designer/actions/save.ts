import type { Action } from "./action";
import { always } from "./action";

export const action: Action = {
  id: "save",
  name: "Save now",
  group: "Design",
  keys: ["Mod+S"],
  enabled: always,
  perform: ({ saver }) => saver.now(),
};
