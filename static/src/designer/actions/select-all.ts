import type { Action } from "./action";
import { always } from "./action";

export const action: Action = {
  id: "select-all",
  name: "Select all",
  group: "Edit",
  keys: ["Mod+A"],
  enabled: always,
  perform: ({ editor }) => editor.select([...editor.design.components, ...editor.design.connections].map((one) => one.id)),
};
