/** Removing things with all that hangs on them. Mirrors `app/edits/removal.py`. */

import type { Kinds } from "./catalog";
import type { Connection, Design, Edit } from "./types";
import { batch, componentOf, portOf } from "./types";

/** The arrows that an arrow names; empty where it names none. */
export function namedBy(arrow: Connection): readonly string[] {
  const named = arrow.properties["of"];
  return Array.isArray(named) ? named.filter((id): id is string => typeof id === "string") : [];
}

/** One step that removes services, components and arrows; a service's components stay and belong to nobody. */
export function removal(design: Design, kinds: Kinds, ids: Iterable<string>): Edit {
  const gone = new Set(ids);
  for (const arrow of design.connections) {
    if (gone.has(componentOf(arrow.from)) || gone.has(componentOf(arrow.to))) {
      gone.add(arrow.id);
    }
  }
  for (let grown = true; grown; ) {
    const dependent = design.connections.filter((arrow) => !gone.has(arrow.id) && hangsOn(design, kinds, arrow, gone));
    grown = dependent.length > 0;
    for (const arrow of dependent) {
      gone.add(arrow.id);
    }
  }
  const edits: Edit[] = [];
  for (const arrow of design.connections) {
    const named = namedBy(arrow);
    if (!gone.has(arrow.id) && named.some((id) => gone.has(id))) {
      const value = named.filter((id) => !gone.has(id));
      edits.push({ type: "set-property", id: arrow.id, key: "of", value });
    }
  }
  for (const reason of design.suppressions) {
    if (reason.at !== null && gone.has(reason.at)) {
      edits.push({ type: "remove-suppression", rule: reason.rule, at: reason.at });
    }
  }
  for (const arrow of design.connections) {
    if (gone.has(arrow.id)) {
      edits.push({ type: "remove", id: arrow.id });
    }
  }
  for (const component of Object.keys(design.layout)) {
    if (gone.has(component)) {
      edits.push({ type: "move", component, to: null });
    }
  }
  for (const component of design.components) {
    if (gone.has(component.id)) {
      edits.push({ type: "remove", id: component.id });
    } else if (component.service !== null && gone.has(component.service)) {
      edits.push({ type: "set", id: component.id, field: "service", value: null });
    }
  }
  for (const service of design.services) {
    if (gone.has(service.id)) {
      edits.push({ type: "remove", id: service.id });
    }
  }
  return batch(edits);
}

function hangsOn(design: Design, kinds: Kinds, arrow: Connection, gone: ReadonlySet<string>): boolean {
  const named = namedBy(arrow);
  if (named.length > 0 && named.every((id) => gone.has(id))) {
    return true;
  }
  const [source, target] = [componentOf(arrow.from), componentOf(arrow.to)];
  const kind = design.components.find((component) => component.id === source)?.kind ?? "";
  if (kinds.port(kind, portOf(arrow.from))?.protocol !== "refusal") {
    return false;
  }
  return !design.connections.some(
    (call) =>
      !gone.has(call.id) &&
      call.semantics !== "error" &&
      componentOf(call.from) === target &&
      componentOf(call.to) === source,
  );
}
