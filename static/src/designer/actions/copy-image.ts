import { copyImage } from "../files/takeaway";
import type { Action } from "./action";

export const action: Action = {
  id: "copy-image",
  name: "Copy as image",
  group: "Design",
  keys: ["Alt+Shift+K"],
  enabled: ({ editor }) => editor.design.components.length > 0,
  perform: ({ editor }) => void copyImage(editor),
};
