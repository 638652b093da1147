import type { Action } from "./action";
import { always } from "./action";

export const action: Action = {
  id: "zoom-reset",
  name: "Zoom to 100 %",
  group: "View",
  keys: ["Mod+0"],
  enabled: always,
  perform: ({ view }) => view.zoomTo(1),
};
