import { distribute } from "../core/geometry";
import { moveTo } from "../session/gestures";
import { selectedBoxes } from "./boxes";
import type { Action } from "./action";
import { components } from "./action";

export const action: Action = {
  id: "distribute-x",
  name: "Distribute across",
  group: "Arrange",
  keys: ["Alt+Shift+H"],
  enabled: components(3),
  perform: ({ editor }) => moveTo(editor, distribute(selectedBoxes(editor), "x"), "Distribute across"),
};
