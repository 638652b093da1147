import type { Action } from "./action";

export const action: Action = {
  id: "fix-finding",
  name: "Fix this finding",
  group: "Design",
  keys: ["Mod+."],
  enabled: ({ reviewer }) => reviewer.fixable !== null,
  perform: ({ reviewer }) => {
    const finding = reviewer.fixable;
    if (finding !== null) {
      reviewer.fix(finding);
    }
  },
};
