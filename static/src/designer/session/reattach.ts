/** Moving an arrow's end to another component, and giving an arrow another meaning. */

import type { Way } from "../core/catalog";
import { answersLed, component, waysBetween } from "../core/joining";
import { released } from "../core/removal";
import type { Connection, Edit } from "../core/types";
import { batch, componentOf } from "../core/types";
import type { Editor } from "./editor";

/** The edits that let an arrow take a way, between the same or other components. */
export function along(editor: Editor, arrow: Connection, source: string, target: string, way: Way): Edit {
  const edits: Edit[] = [];
  const after = { from: `${source}.${way.source}`, to: `${target}.${way.target}`, semantics: way.semantics };
  for (const field of ["from", "to", "semantics"] as const) {
    if (arrow[field] !== after[field]) {
      edits.push({ type: "set", id: arrow.id, field, value: after[field] });
    }
  }
  const schema = editor.kinds.arrowSchema(
    { kind: component(editor.design, source)?.kind ?? "", port: way.source },
    { kind: component(editor.design, target)?.kind ?? "", port: way.target },
  );
  for (const key of Object.keys(arrow.properties)) {
    if (schema.properties?.[key] === undefined) {
      edits.push({ type: "unset-property", id: arrow.id, key });
    }
  }
  return batch(edits);
}

/** Put one end of an arrow at another component; it keeps its meaning where it can. */
export function reattach(editor: Editor, arrow: Connection, side: "from" | "to", id: string): void {
  const source = side === "from" ? id : componentOf(arrow.from);
  const target = side === "to" ? id : componentOf(arrow.to);
  if ((source === componentOf(arrow.from) && target === componentOf(arrow.to)) || source === target) {
    return;
  }
  const [one, other] = [component(editor.design, source), component(editor.design, target)];
  const ways = waysBetween(editor.design, editor.kinds, source, target);
  const way = ways.find((each) => each.semantics === arrow.semantics && each.usual) ?? ways[0];
  if (way === undefined) {
    editor.fault(editor.kinds.whyNot(one?.kind ?? "", other?.kind ?? ""));
    return;
  }
  const edit = batch([along(editor, arrow, source, target, way), ...answersLed(editor.design, editor.kinds, arrow.id, target, source), released(editor.design, editor.kinds, arrow.id, [source, target])]);
  editor.perform(edit, `Lead the arrow from ${one?.name ?? ""} to ${other?.name ?? ""}`);
}
