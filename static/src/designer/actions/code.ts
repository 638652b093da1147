import type { Action } from "./action";
import { always } from "./action";

export const action: Action = {
  id: "code",
  name: "Code",
  group: "Design",
  keys: ["E"],
  enabled: always,
  perform: ({ editor, coder }) => {
    const open = !editor.state.code.open;
    coder.show(open);
    if (open) {
      // The panel is there only with the next frame.
      requestAnimationFrame(() => document.querySelector<HTMLElement>(".code-side")?.focus());
    }
  },
};
