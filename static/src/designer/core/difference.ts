/** What differs between two designs: what was added, removed and changed, and one design that shows all of it. */

import { shown, valueText, worded } from "./text";
import type { Component, Connection, Design, Edit, Json, Service } from "./types";
import { batch } from "./types";

export type Change = "added" | "removed" | "changed";

export interface Told {
  readonly id: string;
  readonly what: "service" | "component" | "arrow" | "design";
  readonly change: Change;
  readonly name: string;
  /** What changed in it. */
  readonly fields: readonly string[];
}

export interface Difference {
  readonly told: readonly Told[];
  /** The later design and what it lacks of the earlier one. */
  readonly union: Design;
  readonly marks: ReadonlyMap<string, Change>;
}

type Thing = Service | Component | Connection;

function fieldsOf(before: Thing, after: Thing): readonly string[] {
  const [old, now] = [before as unknown as Record<string, unknown>, after as unknown as Record<string, unknown>];
  return Object.keys(now).flatMap((key) => {
    if (same(old[key], now[key])) {
      return [];
    }
    if (key !== "properties") {
      return [key];
    }
    const [a, b] = [old[key] as Properties, now[key] as Properties];
    return [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((name) => !same(a[name], b[name])).map((name) => fieldText(name, a[name], b[name]));
  });
}

type Properties = Component["properties"];

/** What a property said and says, as long as that is read at a glance: "memory 512 → 1,024". */
function fieldText(name: string, was: Json | undefined, is: Json | undefined): string {
  const [before, after] = [was, is].map((value) => (value === undefined ? "default" : shown(valueText(value))));
  const said = `${before} → ${after}`;
  const long = said.length > 80 || [was, is].some((value) => typeof value === "object" && value !== null && !Array.isArray(value));
  return long ? worded(name) : `${worded(name)} ${said}`;
}

/** Whether two JSON values say the same; the order of an object's keys says nothing. */
export function same(one: unknown, other: unknown): boolean {
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((item, index) => same(item, other[index]));
  }
  if (typeof one === "object" && typeof other === "object" && one !== null && other !== null && !Array.isArray(one) && !Array.isArray(other)) {
    const [a, b] = [one as Record<string, unknown>, other as Record<string, unknown>];
    const keys = Object.keys(a);
    return keys.length === Object.keys(b).length && keys.every((key) => key in b && same(a[key], b[key]));
  }
  return one === other;
}

function compare<T extends Thing>(before: readonly T[], after: readonly T[], what: Told["what"]): { readonly told: readonly Told[]; readonly all: readonly T[] } {
  const [old, now] = [new Map(before.map((one) => [one.id, one])), new Map(after.map((one) => [one.id, one]))];
  const nameOf = (one: T): string => ("name" in one ? one.name : one.label) || one.id;
  const told: Told[] = [];
  for (const one of after) {
    const was = old.get(one.id);
    const fields = was === undefined ? [] : fieldsOf(was, one);
    if (was === undefined || fields.length > 0) {
      told.push({ id: one.id, what, change: was === undefined ? "added" : "changed", name: nameOf(one), fields });
    }
  }
  const gone = before.filter((one) => !now.has(one.id));
  told.push(...gone.map((one) => ({ id: one.id, what, change: "removed" as const, name: nameOf(one), fields: [] })));
  return { told, all: [...after, ...gone] };
}

/** What lies elsewhere, and which arrows are led otherwise, of what both designs have. */
function moved(before: Design, after: Design): ReadonlyMap<string, "place" | "bends"> {
  const found = new Map<string, "place" | "bends">();
  const components = new Set(after.components.map((one) => one.id));
  const arrows = new Set(before.connections.map((one) => one.id));
  for (const [id, place] of Object.entries(after.layout)) {
    if (before.layout[id] !== undefined && !same(before.layout[id], place) && components.has(id)) {
      found.set(id, "place");
    }
  }
  for (const { id } of after.connections) {
    if (arrows.has(id) && !same(before.bends[id] ?? [], after.bends[id] ?? [])) {
      found.set(id, "bends");
    }
  }
  return found;
}

/** The changes with what moved told of each thing; a thing that only moved counts as changed. */
function withMoves(told: readonly Told[], before: Design, after: Design): readonly Told[] {
  const moves = moved(before, after);
  const known = told.map((one): Told => {
    const move = one.change === "changed" ? moves.get(one.id) : undefined;
    return move === undefined ? one : { ...one, fields: [...one.fields, move] };
  });
  const listed = new Set(told.map((one) => one.id));
  const only = (list: readonly (Component | Connection)[], what: Told["what"]): readonly Told[] =>
    list.flatMap((one): readonly Told[] => {
      const move = moves.get(one.id);
      const name = ("name" in one ? one.name : one.label) || one.id;
      return move === undefined || listed.has(one.id) ? [] : [{ id: one.id, what, change: "changed", name, fields: [move] }];
    });
  return [...known, ...only(after.components, "component"), ...only(after.connections, "arrow")];
}

export function difference(before: Design, after: Design): Difference {
  const services = compare(before.services, after.services, "service");
  const components = compare(before.components, after.components, "component");
  const connections = compare(before.connections, after.connections, "arrow");
  const own = (["name", "description", "locked", "suppressions"] as const).filter((key) => !same(before[key], after[key]));
  const whole: Told[] = own.length === 0 ? [] : [{ id: "", what: "design", change: "changed", name: after.name, fields: own }];
  const told = withMoves([...whole, ...services.told, ...components.told, ...connections.told], before, after);
  const known = new Set(components.all.map((one) => one.id));
  const there = new Set(services.all.map((one) => one.id));
  return {
    told,
    union: {
      ...after,
      services: services.all,
      components: components.all.map((one) => (one.service !== null && !there.has(one.service) ? { ...one, service: null } : one)),
      // An arrow can have lost an end that only a third version had.
      connections: connections.all.filter((one) => [one.from, one.to].every((end) => known.has(end.split(".")[0] ?? ""))),
      layout: { ...before.layout, ...after.layout },
      bends: { ...before.bends, ...after.bends },
    },
    marks: new Map(told.map((one) => [one.id, one.change])),
  };
}

/** The one step that makes a design into another. */
export function replacement(from: Design, to: Design): Edit {
  const edits: Edit[] = [
    ...from.locked.map((component): Edit => ({ type: "lock", component, locked: false })),
    ...Object.keys(from.bends).map((connection): Edit => ({ type: "bend", connection, points: [] })),
    ...from.suppressions.map(({ rule, at }): Edit => ({ type: "remove-suppression", rule, at })),
    ...from.connections.map(({ id }): Edit => ({ type: "remove", id })),
    ...Object.keys(from.layout).map((component): Edit => ({ type: "move", component, to: null })),
    ...from.components.map(({ id }): Edit => ({ type: "remove", id })),
    ...from.services.map(({ id }): Edit => ({ type: "remove", id })),
    ...to.services.map((service, index): Edit => ({ type: "add-service", service, index })),
    ...to.components.map((component, index): Edit => ({ type: "add-component", component, index })),
    ...to.connections.map((connection, index): Edit => ({ type: "add-connection", connection, index })),
    ...Object.entries(to.layout).map(([component, place]): Edit => ({ type: "move", component, to: place })),
    ...Object.entries(to.bends).map(([connection, points]): Edit => ({ type: "bend", connection, points })),
    ...to.locked.map((component): Edit => ({ type: "lock", component, locked: true })),
    // The last first: a second reason at the same place goes before the one that is there.
    ...[...to.suppressions].reverse().map((suppression): Edit => ({ type: "add-suppression", suppression, index: 0 })),
  ];
  for (const field of ["name", "description"] as const) {
    if (from[field] !== to[field]) {
      edits.push({ type: "set", id: null, field, value: to[field] });
    }
  }
  return batch(edits);
}
