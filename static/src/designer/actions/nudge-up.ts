import { nudge } from "./nudging";
import type { Action } from "./action";
import { components } from "./action";

export const action: Action = {
  id: "nudge-up",
  name: "Move up",
  group: "Arrange",
  keys: ["ArrowUp"],
  enabled: components(1),
  perform: ({ editor }) => nudge(editor, 0, -1, 1),
};
