import { downloadProject } from "../files/takeaway";
import type { Action } from "./action";

export const action: Action = {
  id: "export-cdk-python",
  name: "Export as CDK Python project",
  group: "Design",
  keys: [],
  enabled: ({ editor }) => editor.design.components.length > 0,
  perform: ({ editor }) => void downloadProject(editor, "cdk-python", editor.state.code.language),
};
