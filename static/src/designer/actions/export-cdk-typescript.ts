import { downloadProject } from "../files/takeaway";
import type { Action } from "./action";

export const action: Action = {
  id: "export-cdk-typescript",
  name: "Export as CDK TypeScript project",
  group: "Design",
  keys: [],
  enabled: ({ editor }) => editor.design.components.length > 0,
  perform: ({ editor }) => void downloadProject(editor, "cdk-typescript", editor.state.code.language),
};
