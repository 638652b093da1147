import { newBend, pulls } from "../core/bends";
import type { Connection } from "../core/types";
import type { Tools } from "../view/context";
import type { Action } from "./action";

function chosen({ editor }: Tools): Connection | null {
  const [only, ...more] = editor.design.connections.filter((one) => editor.state.selection.has(one.id));
  return only !== undefined && more.length === 0 ? only : null;
}

export const action: Action = {
  id: "bend",
  name: "Bend the arrow",
  group: "Arrange",
  keys: ["B"],
  enabled: (tools) => chosen(tools) !== null,
  perform: (tools) => {
    const { editor, view } = tools;
    const arrow = chosen(tools);
    if (arrow === null) {
      return;
    }
    const { bends } = editor.design;
    const route = editor.routes().get(arrow.id);
    const [at] = pulls(route?.points ?? [], bends[arrow.id] ?? []);
    if (at !== undefined && editor.perform(newBend(editor.design, arrow.id, 0, at), "Bend the arrow")) {
      view.focusBend();
      editor.announce("Bend added: arrow keys move it, Delete removes it");
    }
  },
  menu: true,
};
