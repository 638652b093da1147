import type { Action } from "./action";
import { always } from "./action";

export const action: Action = {
  id: "print",
  name: "Print",
  group: "Design",
  keys: ["Mod+P"],
  enabled: always,
  perform: ({ view }) => {
    view.fit();
    setTimeout(() => window.print(), 250);
  },
};
