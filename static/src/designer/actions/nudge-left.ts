import { nudge } from "./nudging";
import type { Action } from "./action";
import { components } from "./action";

export const action: Action = {
  id: "nudge-left",
  name: "Move left",
  group: "Arrange",
  keys: ["ArrowLeft"],
  enabled: components(1),
  perform: ({ editor }) => nudge(editor, -1, 0, 1),
};
