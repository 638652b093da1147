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
  for (const connection of Object.keys(design.bends)) {
    if (gone.has(connection)) {
      edits.push({ type: "bend", connection, points: [] });
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
  // Behind the removal, so that the lock still holds when it is asked for.
  for (const component of design.locked) {
    if (gone.has(component)) {
      edits.push({ type: "lock", component, locked: false });
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

/** The error answers that would answer no call without this one. */
export function answersOnly(design: Design, kinds: Kinds, call: string): readonly Connection[] {
  const gone = new Set([call]);
  return design.connections.filter((arrow) => arrow.id !== call && namedBy(arrow).length === 0 && hangsOn(design, kinds, arrow, gone));
}

/** What no longer names an arrow at whose ends it is not: failures that were of this arrow alone go, others are of the rest. */
export function released(design: Design, kinds: Kinds, arrow: string, ends: readonly string[]): Edit {
  const strangers = design.connections.filter((one) => namedBy(one).includes(arrow) && !ends.includes(componentOf(one.from)));
  const gone = strangers.filter((one) => namedBy(one).length === 1).map(({ id }) => id);
  const edits = strangers
    .filter(({ id }) => !gone.includes(id))
    .map((one): Edit => ({ type: "set-property", id: one.id, key: "of", value: namedBy(one).filter((id) => id !== arrow) }));
  return batch([...edits, ...(gone.length === 0 ? [] : [removal(design, kinds, gone)])]);
}
