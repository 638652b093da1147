import { nudge } from "./nudging";
import type { Action } from "./action";
import { components } from "./action";

export const action: Action = {
  id: "nudge-up-far",
  name: "Move up further",
  group: "Arrange",
  keys: ["Shift+ArrowUp"],
  enabled: components(1),
  perform: ({ editor }) => nudge(editor, 0, -1, 5),
};
