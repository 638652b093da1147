import type { Action } from "./action";
import { components } from "./action";

export const action: Action = {
  id: "fit-selection",
  name: "Show what is selected",
  group: "View",
  keys: ["Shift+2"],
  enabled: components(1),
  perform: ({ editor, view }) => view.fit(editor.selectedComponents()),
};
