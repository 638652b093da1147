import { group } from "../core/arranging";
import type { Action } from "./action";
import { components } from "./action";

export const action: Action = {
  id: "group",
  name: "Group into a service",
  group: "Arrange",
  keys: ["Mod+G"],
  enabled: components(1),
  perform: ({ editor }) => {
    const made = group(editor.design, editor.kinds, editor.selectedComponents(), "New service");
    if (made === null) {
      editor.fault("Placeholders stand for others: they belong to no service.");
    } else {
      editor.perform(made.edit, "Group into a service", { select: [made.service] });
    }
  },
  menu: true,
};
