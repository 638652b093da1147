import { distribute } from "../core/geometry";
import { moveTo } from "../session/gestures";
import { selectedBoxes } from "./boxes";
import type { Action } from "./action";
import { components } from "./action";

export const action: Action = {
  id: "distribute-y",
  name: "Distribute down",
  group: "Arrange",
  keys: ["Alt+Shift+V"],
  enabled: components(3),
  perform: ({ editor }) => moveTo(editor, distribute(selectedBoxes(editor), "y"), "Distribute down"),
};
