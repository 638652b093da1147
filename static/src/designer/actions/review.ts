import type { Action } from "./action";
import { always } from "./action";

export const action: Action = {
  id: "review",
  name: "Review",
  group: "Design",
  keys: ["R"],
  enabled: always,
  perform: ({ editor, reviewer }) => {
    const open = !editor.state.review.open;
    reviewer.show(open);
    if (open) {
      // The panel is there only with the next frame.
      requestAnimationFrame(() => document.querySelector<HTMLElement>(".review-panel")?.focus());
    }
  },
};
