/** What an arrow means, in the design's own names. */

import { component } from "../core/joining";
import { namedBy } from "../core/removal";
import { shown } from "../core/text";
import type { Connection } from "../core/types";
import { componentOf, portOf } from "../core/types";
import type { Editor } from "./editor";

export interface ArrowWords {
  readonly says: string;
  readonly fails: string;
}

export function arrowWords(editor: Editor, arrow: Connection): ArrowWords {
  const { design, kinds, catalog } = editor;
  const [source, target] = [component(design, componentOf(arrow.from)), component(design, componentOf(arrow.to))];
  const [from, to] = [shown(source?.name ?? "?"), shown(target?.name ?? "?")];
  const protocol = kinds.port(source?.kind ?? "", portOf(arrow.from))?.protocol ?? "";
  const pattern = catalog.words[protocol]?.[arrow.semantics] ?? "{source} → {target}";
  const says = pattern.replaceAll("{source}", from).replaceAll("{target}", to);
  if (arrow.semantics === "error") {
    return { says, fails: "This is the way that failures take." };
  }
  if (arrow.semantics === "sync") {
    return { says, fails: `${from} gets the error, and has to deal with it or pass it on.` };
  }
  const kept = design.connections.filter((one) => {
    const starts = componentOf(one.from);
    const named = namedBy(one);
    return one.semantics === "error" && (starts === componentOf(arrow.to) || starts === componentOf(arrow.from)) && (named.length === 0 || named.includes(arrow.id));
  });
  const where = [...new Set(kept.map((one) => shown(component(design, componentOf(one.to))?.name ?? "?")))];
  return {
    says,
    fails: where.length === 0 ? `${from} never hears of it, and no red arrow says where it goes.` : `It ends at ${where.join(" or ")}.`,
  };
}
