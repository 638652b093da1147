import { fromText } from "../core/clipboard";
import { paste } from "../session/gestures";
import type { Action } from "./action";
import { always } from "./action";

export const action: Action = {
  id: "paste",
  name: "Paste",
  group: "Edit",
  keys: ["Mod+V"],
  enabled: always,
  perform: ({ editor }) => {
    const read = navigator.clipboard?.readText?.() ?? Promise.resolve("");
    void read
      .catch(() => "")
      .then((text) => {
        const fragment = fromText(text) ?? editor.clipboard;
        if (fragment === null) {
          editor.announce("There is nothing to paste");
        } else {
          paste(editor, fragment, null);
        }
      });
  },
  menu: true,
};
