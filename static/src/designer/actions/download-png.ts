import { downloadPng } from "../files/takeaway";
import type { Action } from "./action";

export const action: Action = {
  id: "download-png",
  name: "Take away as PNG",
  group: "Design",
  keys: [],
  enabled: ({ editor }) => editor.design.components.length > 0,
  perform: ({ editor }) => void downloadPng(editor),
};
