import { align } from "../core/geometry";
import { moveTo } from "../session/gestures";
import { selectedBoxes } from "./boxes";
import type { Action } from "./action";
import { components } from "./action";

export const action: Action = {
  id: "align-center",
  name: "Align centres",
  group: "Arrange",
  keys: ["Alt+Shift+C"],
  enabled: components(2),
  perform: ({ editor }) => moveTo(editor, align(selectedBoxes(editor), "center"), "Align centres"),
};
