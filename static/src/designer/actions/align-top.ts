import { align } from "../core/geometry";
import { moveTo } from "../session/gestures";
import { selectedBoxes } from "./boxes";
import type { Action } from "./action";
import { components } from "./action";

export const action: Action = {
  id: "align-top",
  name: "Align top",
  group: "Arrange",
  keys: ["Alt+Shift+T"],
  enabled: components(2),
  perform: ({ editor }) => moveTo(editor, align(selectedBoxes(editor), "top"), "Align top"),
};
