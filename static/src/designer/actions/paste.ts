import { pasteIn } from "../files/pasting";
import type { Action } from "./action";
import { always } from "./action";

/** From a menu. The keys are left to the browser, which then tells what it pastes, files too, without asking first. */
export const action: Action = {
  id: "paste",
  name: "Paste",
  group: "Edit",
  keys: ["Mod+V"],
  enabled: always,
  perform: ({ editor, view }) => {
    const read = navigator.clipboard?.readText?.() ?? Promise.resolve("");
    void read.catch(() => "").then((text) => pasteIn(editor, text, undefined, () => view.fit()));
  },
  menu: true,
};
