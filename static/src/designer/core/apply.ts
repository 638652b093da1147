/**
 * The one way in which a design changes: `apply(design, edit)` gives the design after it and the edit that takes it
 * back. It mirrors `app/edits/apply.py`; what only kinds can tell (ports, properties) is `validate.ts`.
 */

import type { Component, Connection, Design, Edit, Field, Json, Properties, Service } from "./types";
import { IDENTIFIER, MAX_BENDS, MAX_COMPONENTS, MAX_CONNECTIONS, MAX_NAME, batch, componentOf } from "./types";

/** An edit that cannot be applied; the message is for people. */
export class EditError extends Error {}

type Shelf = "services" | "components" | "connections";
type Thing = Service | Component | Connection;
const SHELVES: readonly Shelf[] = ["services", "components", "connections"];
const FIELDS: Readonly<Record<Shelf, ReadonlySet<Field>>> = {
  services: new Set<Field>(["name", "about"]),
  components: new Set<Field>(["name", "about", "service"]),
  connections: new Set<Field>(["from", "to", "semantics", "label", "about"]),
};

/** Raises EditError; the design given is never changed. */
export function apply(design: Design, edit: Edit): readonly [Design, Edit] {
  const [after, inverse] = step(design, edit);
  const fault = canBreak(edit) ? incoherence(after) : null;
  if (fault !== null) {
    throw new EditError(fault);
  }
  return [after, inverse];
}

/** Whether an edit can break a reference; tuning a property cannot, and needs no look at everything else. */
function canBreak(edit: Edit): boolean {
  if (edit.type === "batch") {
    return edit.edits.some(canBreak);
  }
  return !(edit.type === "set-property" || edit.type === "unset-property");
}

function step(design: Design, edit: Edit): readonly [Design, Edit] {
  switch (edit.type) {
    case "add-service":
      return [{ ...design, services: put(design.services, edit.service, edit.index) }, gone(edit.service.id)];
    case "add-component":
      return [{ ...design, components: put(design.components, edit.component, edit.index) }, gone(edit.component.id)];
    case "add-connection":
      return [
        { ...design, connections: put(design.connections, edit.connection, edit.index) },
        gone(edit.connection.id),
      ];
    case "add-suppression": {
      const { rule, at } = edit.suppression;
      const same = design.suppressions.findIndex((one) => one.rule === rule && one.at === at);
      if (same >= 0 && (edit.index === null || edit.index > same)) {
        throw new EditError(`“${rule}” is suppressed here already`);
      }
      return [
        { ...design, suppressions: put(design.suppressions, edit.suppression, edit.index) },
        { type: "remove-suppression", rule, at },
      ];
    }
    case "remove":
      return remove(design, edit.id);
    case "remove-suppression": {
      const index = design.suppressions.findIndex((one) => one.rule === edit.rule && one.at === edit.at);
      const suppression = design.suppressions[index];
      if (suppression === undefined) {
        throw new EditError(`no reason is given for “${edit.rule}”`);
      }
      return [
        { ...design, suppressions: without(design.suppressions, index) },
        { type: "add-suppression", suppression, index },
      ];
    }
    case "set":
      return set(design, edit.id, edit.field, edit.value);
    case "set-property":
      return property(design, edit.id, edit.key, (before) => ({ ...before, [edit.key]: edit.value }));
    case "unset-property":
      return property(design, edit.id, edit.key, (before) => {
        const { [edit.key]: _, ...rest } = before;
        return rest;
      });
    case "move": {
      const before = design.layout[edit.component] ?? null;
      const { [edit.component]: _, ...rest } = design.layout;
      const layout = edit.to === null ? rest : { ...design.layout, [edit.component]: edit.to };
      return [{ ...design, layout }, { type: "move", component: edit.component, to: before }];
    }
    case "bend": {
      const { connection, points } = edit;
      const { [connection]: was, ...rest } = design.bends;
      const bends = points.length === 0 ? rest : { ...design.bends, [connection]: points };
      return [{ ...design, bends }, { type: "bend", connection, points: was ?? [] }];
    }
    case "lock": {
      const { component, locked } = edit;
      const rest = design.locked.filter((id) => id !== component);
      const after = { ...design, locked: locked ? [...rest, component].sort() : rest };
      return [after, { type: "lock", component, locked: design.locked.includes(component) }];
    }
    case "batch": {
      let after = design;
      const inverses: Edit[] = [];
      for (const group of grouped(edit.edits)) {
        const [next, inverse] = Array.isArray(group) ? moves(after, group) : step(after, group as Edit);
        after = next;
        inverses.push(inverse);
      }
      return [after, batch(inverses.reverse())];
    }
  }
}

type Move = Extract<Edit, { type: "move" }>;

/** Runs of moves are done at once: each alone would copy the whole layout. */
function grouped(edits: readonly Edit[]): readonly (Edit | readonly Move[])[] {
  const groups: (Edit | Move[])[] = [];
  for (const edit of edits) {
    const last = groups[groups.length - 1];
    if (edit.type === "move" && Array.isArray(last)) {
      last.push(edit);
    } else {
      groups.push(edit.type === "move" ? [edit] : edit);
    }
  }
  return groups;
}

function moves(design: Design, edits: readonly Move[]): readonly [Design, Edit] {
  const layout = { ...design.layout };
  const inverses: Edit[] = [];
  for (const { component, to } of edits) {
    inverses.push({ type: "move", component, to: layout[component] ?? null });
    if (to === null) {
      delete layout[component];
    } else {
      layout[component] = to;
    }
  }
  return [{ ...design, layout }, batch(inverses.reverse())];
}

function gone(id: string): Edit {
  return { type: "remove", id };
}

function put<T>(shelf: readonly T[], thing: T, index: number | null): readonly T[] {
  const at = index ?? shelf.length;
  return [...shelf.slice(0, at), thing, ...shelf.slice(at)];
}

function without<T>(shelf: readonly T[], index: number): readonly T[] {
  return [...shelf.slice(0, index), ...shelf.slice(index + 1)];
}

function find(design: Design, id: string): readonly [Shelf, number] {
  for (const shelf of SHELVES) {
    const index = (design[shelf] as readonly Thing[]).findIndex((thing) => thing.id === id);
    if (index >= 0) {
      return [shelf, index];
    }
  }
  throw new EditError(`there is no “${id}”`);
}

function remove(design: Design, id: string): readonly [Design, Edit] {
  const [shelf, index] = find(design, id);
  const after = { ...design, [shelf]: without<Thing>(design[shelf], index) };
  switch (shelf) {
    case "services":
      return [after, { type: "add-service", service: design.services[index] as Service, index }];
    case "components":
      return [after, { type: "add-component", component: design.components[index] as Component, index }];
    case "connections":
      return [after, { type: "add-connection", connection: design.connections[index] as Connection, index }];
  }
}

function replaced(design: Design, shelf: Shelf, index: number, thing: Thing): Design {
  const things = design[shelf].slice() as Thing[];
  things[index] = thing;
  return { ...design, [shelf]: things };
}

function set(design: Design, id: string | null, field: Field, value: string | null): readonly [Design, Edit] {
  if (id === null) {
    if (field !== "name" && field !== "description") {
      throw new EditError(`a design has no “${field}”`);
    }
    const before = design[field];
    return [{ ...design, [field]: checked(field, value) }, { type: "set", id, field, value: before }];
  }
  const [shelf, index] = find(design, id);
  if (!FIELDS[shelf].has(field)) {
    throw new EditError(`“${id}” has no “${field}”`);
  }
  const thing = design[shelf][index] as Thing;
  const before = (thing as unknown as Readonly<Record<string, string | null>>)[field] ?? null;
  const after = { ...thing, [field]: checked(field, value) } as Thing;
  return [replaced(design, shelf, index, after), { type: "set", id, field, value: before }];
}

function checked(field: Field, value: string | null): string | null {
  if (field === "service") {
    return value;
  }
  if (value === null) {
    throw new EditError(`“${field}” needs a text`);
  }
  if (field === "name" && (value.trim() === "" || value.trim().length > MAX_NAME)) {
    throw new EditError(value.trim() === "" ? "a name cannot be empty" : `a name has at most ${MAX_NAME} characters`);
  }
  if (field === "semantics" && !(value === "sync" || value === "async" || value === "error")) {
    throw new EditError(`an arrow cannot be “${value}”`);
  }
  const hidden = unprintable(value);
  if (hidden !== null) {
    throw new EditError(`the character ${hidden} cannot be shown: remove it`);
  }
  return field === "name" ? value.trim() : value;
}

/** The first character that no screen shows and no XML document may hold, as U+XXXX. */
export function unprintable(text: string): string | null {
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    const control = code < 0x20 && character !== "\n" && character !== "\t";
    if (control || code === 0x7f || code === 0xfffe || code === 0xffff || (code >= 0xd800 && code <= 0xdfff)) {
      return `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
    }
  }
  return null;
}

/** A text without such characters, for what comes from outside. */
export function printable(text: string): string {
  return [...text].filter((character) => unprintable(character) === null).join("");
}

function property(
  design: Design,
  id: string,
  key: string,
  change: (before: Properties) => Properties,
): readonly [Design, Edit] {
  const [shelf, index] = find(design, id);
  if (shelf === "services") {
    throw new EditError(`the service “${id}” has no properties`);
  }
  const thing = design[shelf][index] as Component | Connection;
  const before: Json | undefined = Object.hasOwn(thing.properties, key) ? thing.properties[key] : undefined;
  const after = replaced(design, shelf, index, { ...thing, properties: change(thing.properties) });
  const inverse: Edit =
    before === undefined ? { type: "unset-property", id, key } : { type: "set-property", id, key, value: before };
  return [after, inverse];
}

/** The first thing that is named twice or names nothing; null for a design that can be loaded. */
export function incoherence(design: Design): string | null {
  if (design.components.length > MAX_COMPONENTS || design.connections.length > MAX_CONNECTIONS) {
    return `a design holds at most ${MAX_COMPONENTS} components and ${MAX_CONNECTIONS} arrows`;
  }
  const seen = new Set<string>();
  for (const shelf of SHELVES) {
    for (const { id } of design[shelf]) {
      if (!IDENTIFIER.test(id)) {
        return `“${id}” is no identifier: lower-case words joined by hyphens are`;
      }
      if (seen.has(id)) {
        return `the id “${id}” is used twice`;
      }
      seen.add(id);
    }
  }
  const services = new Set(design.services.map((service) => service.id));
  const components = new Set(design.components.map((component) => component.id));
  for (const component of design.components) {
    if (component.service !== null && !services.has(component.service)) {
      return `“${component.id}” belongs to the service “${component.service}”, which does not exist`;
    }
  }
  for (const arrow of design.connections) {
    for (const end of [arrow.from, arrow.to]) {
      if (!components.has(componentOf(end))) {
        return `the arrow “${arrow.id}” names the component “${componentOf(end)}”, which does not exist`;
      }
    }
  }
  const lost = Object.keys(design.layout).find((id) => !components.has(id));
  if (lost !== undefined) {
    return `the layout places “${lost}”, which does not exist`;
  }
  const arrows = new Set(design.connections.map((arrow) => arrow.id));
  for (const [id, points] of Object.entries(design.bends)) {
    if (!arrows.has(id)) {
      return `the bends name the arrow “${id}”, which does not exist`;
    }
    if (points.length > MAX_BENDS) {
      return `an arrow has at most ${MAX_BENDS} bends`;
    }
  }
  const unheld = design.locked.find((id) => !components.has(id));
  if (unheld !== undefined) {
    return `“${unheld}” is locked, but no such component exists`;
  }
  const unmet = design.suppressions.find((one) => one.at !== null && !seen.has(one.at));
  return unmet === undefined ? null : `“${unmet.at}” does not exist`;
}
