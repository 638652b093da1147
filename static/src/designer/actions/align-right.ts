import { align } from "../core/geometry";
import { moveTo } from "../session/gestures";
import { selectedBoxes } from "./boxes";
import type { Action } from "./action";
import { components } from "./action";

export const action: Action = {
  id: "align-right",
  name: "Align right",
  group: "Arrange",
  keys: ["Alt+Shift+R"],
  enabled: components(2),
  perform: ({ editor }) => moveTo(editor, align(selectedBoxes(editor), "right"), "Align right"),
};
