import { chooseFile } from "../files/intake";
import type { Action } from "./action";
import { always } from "./action";

export const action: Action = {
  id: "open-file",
  name: "Open a design file or picture",
  group: "Design",
  keys: ["Mod+O"],
  enabled: always,
  perform: ({ editor, view }) => chooseFile(editor, () => view.fit()),
};
