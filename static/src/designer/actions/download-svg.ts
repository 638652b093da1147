import { downloadSvg } from "../files/takeaway";
import type { Action } from "./action";

export const action: Action = {
  id: "download-svg",
  name: "Take away as SVG",
  group: "Design",
  keys: [],
  enabled: ({ editor }) => editor.design.components.length > 0,
  perform: ({ editor }) => void downloadSvg(editor),
};
