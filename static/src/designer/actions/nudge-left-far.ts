import { nudge } from "./nudging";
import type { Action } from "./action";
import { components } from "./action";

export const action: Action = {
  id: "nudge-left-far",
  name: "Move left further",
  group: "Arrange",
  keys: ["Shift+ArrowLeft"],
  enabled: components(1),
  perform: ({ editor }) => nudge(editor, -1, 0, 5),
};
