import type { Action } from "./action";

export const action: Action = {
  id: "fix-all",
  name: "Fix all safe findings",
  group: "Design",
  keys: [],
  enabled: ({ editor }) => editor.state.review.findings.some((one) => one.safe),
  perform: ({ reviewer }) => void reviewer.fixAll(),
};
