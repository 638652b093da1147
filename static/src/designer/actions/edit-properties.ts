import type { Action } from "./action";
import { anySelected } from "./action";
import { toSettings } from "./naming";

export const action: Action = {
  id: "edit-properties",
  name: "Edit the settings",
  group: "Edit",
  keys: ["Enter"],
  enabled: anySelected,
  perform: toSettings,
};
