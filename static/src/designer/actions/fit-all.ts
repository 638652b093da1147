import type { Action } from "./action";
import { always } from "./action";

export const action: Action = {
  id: "fit-all",
  name: "Show everything",
  group: "View",
  keys: ["Shift+1"],
  enabled: always,
  perform: ({ view }) => view.fit(),
};
