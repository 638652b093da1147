import { batch } from "../core/types";
import type { Action } from "./action";
import { components } from "./action";

export const action: Action = {
  id: "lock",
  name: "Lock or unlock",
  group: "Arrange",
  keys: ["Mod+Shift+L"],
  enabled: components(1),
  perform: ({ editor }) => {
    const ids = editor.selectedComponents();
    const unlock = ids.every((id) => editor.locked.has(id));
    const changed = ids.filter((id) => editor.locked.has(id) === unlock);
    const what = editor.namesOf(changed);
    const edit = batch(changed.map((component) => ({ type: "lock" as const, component, locked: !unlock })));
    editor.perform(edit, `${unlock ? "Unlock" : "Lock"} ${what}`, { tell: true });
  },
  menu: true,
};
