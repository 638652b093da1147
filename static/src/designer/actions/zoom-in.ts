import type { Action } from "./action";
import { always } from "./action";

export const action: Action = {
  id: "zoom-in",
  name: "Zoom in",
  group: "View",
  keys: ["Mod++", "Mod+="],
  enabled: always,
  perform: ({ view }) => view.zoomBy(1.25),
};
