import type { Action } from "./action";
import { always } from "./action";

export const action: Action = {
  id: "palette",
  name: "Go to the palette",
  group: "View",
  keys: ["/"],
  enabled: always,
  perform: () => document.querySelector<HTMLElement>("#palette-search")?.focus(),
};
