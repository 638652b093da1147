import { ungroup } from "../core/arranging";
import type { Action } from "./action";

export const action: Action = {
  id: "ungroup",
  name: "Take out of the service",
  group: "Arrange",
  keys: ["Mod+Shift+G"],
  enabled: ({ editor }) => editor.design.components.some((one) => one.service !== null && (editor.state.selection.has(one.id) || editor.state.selection.has(one.service))),
  perform: ({ editor }) => {
    editor.perform(ungroup(editor.design, editor.state.selection), "Take out of the service");
  },
  menu: true,
};
