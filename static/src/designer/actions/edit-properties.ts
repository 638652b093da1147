import type { Action } from "./action";
import { anySelected } from "./action";

export const action: Action = {
  id: "edit-properties",
  name: "Edit the settings",
  group: "Edit",
  keys: ["Enter", "F2"],
  enabled: anySelected,
  perform: () => {
    document.querySelector<HTMLElement>("#settings input, #settings textarea, #settings select")?.focus();
  },
};
