import { align } from "../core/geometry";
import { moveTo } from "../session/gestures";
import { selectedBoxes } from "./boxes";
import type { Action } from "./action";
import { components } from "./action";

export const action: Action = {
  id: "align-bottom",
  name: "Align bottom",
  group: "Arrange",
  keys: ["Alt+Shift+B"],
  enabled: components(2),
  perform: ({ editor }) => moveTo(editor, align(selectedBoxes(editor), "bottom"), "Align bottom"),
};
