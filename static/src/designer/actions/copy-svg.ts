import { copySvg } from "../files/takeaway";
import type { Action } from "./action";

export const action: Action = {
  id: "copy-svg",
  name: "Copy as SVG",
  group: "Design",
  keys: [],
  enabled: ({ editor }) => editor.design.components.length > 0,
  perform: ({ editor }) => void copySvg(editor),
};
