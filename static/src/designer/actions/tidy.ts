import { tidy } from "../session/tidy";
import type { Action } from "./action";

export const action: Action = {
  id: "tidy",
  name: "Tidy",
  group: "Arrange",
  keys: ["Alt+Shift+D"],
  enabled: ({ editor }) => editor.design.components.length > 1,
  perform: ({ editor, view }) => void tidy(editor, () => view.fit()),
  menu: true,
};
