import type { Action } from "./action";
import { always } from "./action";

export const action: Action = {
  id: "zoom-out",
  name: "Zoom out",
  group: "View",
  keys: ["Mod+-"],
  enabled: always,
  perform: ({ view }) => view.zoomBy(0.8),
};
