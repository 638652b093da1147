import { nudge } from "./nudging";
import type { Action } from "./action";
import { components } from "./action";

export const action: Action = {
  id: "nudge-down-far",
  name: "Move down further",
  group: "Arrange",
  keys: ["Shift+ArrowDown"],
  enabled: components(1),
  perform: ({ editor }) => nudge(editor, 0, 1, 5),
};
