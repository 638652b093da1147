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
    const locked = new Set(editor.state.locked);
    const all = ids.every((id) => locked.has(id));
    for (const id of ids) {
      if (all) {
        locked.delete(id);
      } else {
        locked.add(id);
      }
    }
    editor.update({ locked });
    editor.announce(all ? "Unlocked" : "Locked: it stays where it is");
  },
  menu: true,
};
