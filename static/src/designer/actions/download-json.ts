import { downloadJson } from "../files/takeaway";
import type { Action } from "./action";

export const action: Action = {
  id: "download-json",
  name: "Take away as design file (JSON)",
  group: "Design",
  keys: [],
  enabled: ({ editor }) => editor.design.components.length > 0,
  perform: ({ editor }) => downloadJson(editor),
};
