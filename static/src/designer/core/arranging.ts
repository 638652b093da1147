/** Grouping into services, finding, walking along the flow, and new components and arrows. */

import type { Kinds, Way } from "./catalog";
import { IdSource, idsOf, slug } from "./ids";
import { shown } from "./text";
import type { Component, Connection, Design, Edit, Kind, Point } from "./types";
import { batch, componentOf } from "./types";

/** Put components into a new service. Placeholders stand for others and belong to nobody. */
export function group(design: Design, kinds: Kinds, ids: Iterable<string>, name: string): { edit: Edit; service: string } | null {
  const chosen = new Set(ids);
  const members = design.components.filter((one) => chosen.has(one.id) && !kinds.isSocket(one.kind));
  if (members.length === 0) {
    return null;
  }
  const service = new IdSource(idsOf(design)).fresh(slug(name, "service"));
  const edits: Edit[] = [{ type: "add-service", service: { id: service, name, about: "" }, index: null }];
  for (const { id } of members) {
    edits.push({ type: "set", id, field: "service", value: service });
  }
  return { edit: batch([...edits, ...emptied(design, chosen)]), service };
}

/** Take components out of their services. */
export function ungroup(design: Design, ids: Iterable<string>): Edit {
  const chosen = new Set(ids);
  const edits: Edit[] = design.components
    .filter((one) => one.service !== null && (chosen.has(one.id) || chosen.has(one.service)))
    .map((one) => ({ type: "set", id: one.id, field: "service", value: null }));
  const out = new Set(design.components.filter((one) => one.service !== null && chosen.has(one.service)).map((one) => one.id));
  return batch([...edits, ...emptied(design, new Set([...chosen, ...out]))]);
}

/** The removal of services that own nothing but these components. */
function emptied(design: Design, leaving: ReadonlySet<string>): readonly Edit[] {
  return design.services
    .filter((service) => {
      const members = design.components.filter((one) => one.service === service.id);
      const unnamed = !design.suppressions.some((one) => one.at === service.id);
      return unnamed && members.length > 0 && members.every((one) => leaving.has(one.id));
    })
    .map((service) => ({ type: "remove", id: service.id }));
}

/** Move components into a service that is there, or out of any with null. */
export function moveInto(design: Design, ids: Iterable<string>, service: string | null): Edit {
  const chosen = new Set(ids);
  return batch(
    design.components
      .filter((one) => chosen.has(one.id) && one.service !== service)
      .map((one): Edit => ({ type: "set", id: one.id, field: "service", value: service })),
  );
}

/** A new component of a kind, at a place. */
export function added(design: Design, kind: Kind, at: Point, service: string | null): { edit: Edit; id: string } {
  const id = new IdSource(idsOf(design)).fresh(slug(kind.id, "component"));
  const count = design.components.filter((one) => one.kind === kind.id).length;
  const component: Component = {
    id,
    kind: kind.id,
    name: count === 0 ? kind.title : `${kind.title} ${count + 1}`,
    about: "",
    service: kind.socket ? null : service,
    properties: {},
  };
  const edit = batch([
    { type: "add-component", component, index: null },
    { type: "move", component: id, to: { x: Math.round(at.x), y: Math.round(at.y) } },
  ]);
  return { edit, id };
}

/** A new arrow along a way. */
export function arrow(design: Design, source: string, target: string, way: Way): { edit: Edit; id: string } {
  const id = new IdSource(idsOf(design)).fresh(slug(`${source}-${target}`.slice(0, 56), "arrow"));
  const connection: Connection = {
    id,
    from: `${source}.${way.source}`,
    to: `${target}.${way.target}`,
    semantics: way.semantics,
    label: "",
    about: "",
    properties: {},
  };
  return { edit: { type: "add-connection", connection, index: null }, id };
}

/** Components, services and arrows whose words hold all the words of a query; those whose name begins with it first. */
export function find(design: Design, kinds: Kinds, query: string): readonly string[] {
  const words = shown(query).toLowerCase().split(" ").filter(Boolean);
  if (words.length === 0) {
    return [];
  }
  const found: { id: string; rank: number }[] = [];
  const look = (id: string, name: string, more: string): void => {
    const text = `${name} ${more} ${id}`.toLowerCase();
    if (words.every((word) => text.includes(word))) {
      found.push({ id, rank: name.toLowerCase().startsWith(words[0] ?? "") ? 0 : 1 });
    }
  };
  for (const one of design.components) {
    look(one.id, one.name, `${kinds.title(one.kind)} ${one.about}`);
  }
  for (const one of design.services) {
    look(one.id, one.name, one.about);
  }
  for (const one of design.connections) {
    if (one.label !== "") {
      look(one.id, one.label, one.about);
    }
  }
  return found.sort((a, b) => a.rank - b.rank).map(({ id }) => id);
}

/** The components that arrows lead to (or, backwards, come from), in the author's order. */
export function neighbours(design: Design, id: string, backwards: boolean): readonly string[] {
  const found = design.connections
    .filter((one) => componentOf(backwards ? one.to : one.from) === id)
    .map((one) => componentOf(backwards ? one.from : one.to));
  return [...new Set(found)].filter((other) => other !== id);
}

/** From where one came, along the arrows or against them; the other ways from there are the branches. */
export interface Trail {
  readonly from: string;
  readonly backwards: boolean;
}

/**
 * From where a component has others beside it: where one came from, if that has several ways and this is one of them; or
 * else the other end of an arrow that leads to it, or lastly of one that it sends.
 */
export function siblings(design: Design, here: string, came: Trail | null): Trail | null {
  const trails: readonly Trail[] = [
    ...(came === null ? [] : [came]),
    ...neighbours(design, here, true).map((from) => ({ from, backwards: false })),
    ...neighbours(design, here, false).map((from) => ({ from, backwards: true })),
  ];
  const branches = ({ from, backwards }: Trail): readonly string[] => neighbours(design, from, backwards);
  return trails.find((one) => branches(one).length > 1 && branches(one).includes(here)) ?? null;
}

/** The next place along the flow from a box's right side. */
export function nextPlace(from: Point): Point {
  return { x: from.x + 172 + 72, y: from.y };
}
