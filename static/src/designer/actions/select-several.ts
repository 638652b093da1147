import type { Action } from "./action";
import { always } from "./action";

export const action: Action = {
  id: "select-several",
  name: "Select several by touch",
  group: "Edit",
  keys: [],
  enabled: always,
  perform: ({ editor }) => {
    const several = !editor.state.several;
    editor.update({ several });
    editor.announce(several ? "Tap what you want, or draw a frame around it" : "A finger moves the view again");
  },
};
