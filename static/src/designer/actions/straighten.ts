import { batch } from "../core/types";
import type { Action } from "./action";

export const action: Action = {
  id: "straighten",
  name: "Straighten the arrow",
  group: "Arrange",
  keys: ["Shift+B"],
  enabled: ({ editor }) => [...editor.state.selection].some((id) => editor.design.bends[id] !== undefined),
  perform: ({ editor }) => {
    const bent = [...editor.state.selection].filter((id) => editor.design.bends[id] !== undefined);
    editor.perform(batch(bent.map((connection) => ({ type: "bend" as const, connection, points: [] }))), "Straighten the arrow");
  },
  menu: true,
};
