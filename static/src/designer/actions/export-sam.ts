import { downloadProject } from "../files/takeaway";
import type { Action } from "./action";

export const action: Action = {
  id: "export-sam",
  name: "Export as AWS SAM project",
  group: "Design",
  keys: [],
  enabled: ({ editor }) => editor.design.components.length > 0,
  perform: ({ editor }) => void downloadProject(editor, "sam", editor.state.code.language),
};
