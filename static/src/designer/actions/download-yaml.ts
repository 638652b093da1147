import { downloadYaml } from "../files/takeaway";
import type { Action } from "./action";

export const action: Action = {
  id: "download-yaml",
  name: "Take away as design file (YAML)",
  group: "Design",
  keys: [],
  enabled: ({ editor }) => editor.design.components.length > 0,
  perform: ({ editor }) => void downloadYaml(editor),
};
