/**
 * Parts of a design on their way into another: copied, pasted, duplicated, or inserted from a pattern. What comes in
 * gets fresh ids; everything that named the old ones follows.
 */

import type { Kinds } from "./catalog";
import { hull } from "./geometry";
import { IdSource, idsOf } from "./ids";
import { boxesOf, placesOf } from "./cards";
import { namedBy } from "./removal";
import type { Component, Connection, Design, Edit, Point, Service } from "./types";
import { batch, componentOf, emptyDesign, portOf } from "./types";

/** A part of a design that stands for itself: every arrow has both its ends. */
export interface Fragment {
  readonly services: readonly Service[];
  readonly components: readonly Component[];
  readonly connections: readonly Connection[];
  readonly layout: { readonly [component: string]: Point };
  readonly bends: { readonly [connection: string]: readonly Point[] };
}

export interface Grafted {
  readonly edit: Edit;
  /** Old id → new id, of services, components and arrows. */
  readonly ids: ReadonlyMap<string, string>;
  /** The new components. */
  readonly components: readonly string[];
}

/** What a selection of components and services holds, with the arrows between; a service brings all that it owns. */
export function copy(design: Design, selected: Iterable<string>): Fragment {
  const chosen = new Set(selected);
  const components = design.components.filter(
    (component) => chosen.has(component.id) || (component.service !== null && chosen.has(component.service)),
  );
  const ids = new Set(components.map((component) => component.id));
  const whole = (service: Service): boolean => {
    const members = design.components.filter((component) => component.service === service.id);
    return members.length > 1 && members.every((member) => ids.has(member.id));
  };
  const services = design.services.filter((service) => chosen.has(service.id) || whole(service));
  const connections = design.connections.filter(
    (arrow) => ids.has(componentOf(arrow.from)) && ids.has(componentOf(arrow.to)),
  );
  const kept = new Set(connections.map((arrow) => arrow.id));
  const places = placesOf(design);
  const layout: Record<string, Point> = {};
  for (const id of ids) {
    const point = places.get(id);
    if (point !== undefined) {
      layout[id] = point;
    }
  }
  return {
    services,
    components,
    connections: connections.map((arrow) => naming(arrow, (id) => (kept.has(id) ? id : null))),
    layout,
    bends: Object.fromEntries(Object.entries(design.bends).filter(([id]) => kept.has(id))),
  };
}

/** A whole design as a fragment. */
export function fragmentOf(design: Design): Fragment {
  const { services, components, connections, bends } = design;
  return { services, components, connections, layout: Object.fromEntries(placesOf(design)), bends };
}

function naming(arrow: Connection, rename: (id: string) => string | null): Connection {
  const named = namedBy(arrow);
  if (named.length === 0) {
    return arrow;
  }
  const of = named.map(rename).filter((id) => id !== null);
  return { ...arrow, properties: { ...arrow.properties, of } };
}

/** The middle of a fragment. */
export function middleOf(fragment: Fragment, kinds: Kinds): Point {
  const design = { ...emptyDesign(""), ...fragment };
  const whole = hull(boxesOf(design, kinds).values());
  return whole === null ? { x: 0, y: 0 } : { x: (whole.left + whole.right) / 2, y: (whole.top + whole.bottom) / 2 };
}

/**
 * Put a fragment into a design, moved by `by`. Components without a service of their own in the fragment stay in the
 * one that they name, if the design has it.
 *
 * A function's code knows what it talks to by the target's id or by `known_as`; where an id has to change, `known_as`
 * keeps the old one, so that code written for a pattern still finds its settings.
 */
export function graft(design: Design, fragment: Fragment, by: Point, kinds: Kinds): Grafted {
  const source = new IdSource(idsOf(design));
  const ids = new Map<string, string>();
  for (const shelf of [fragment.services, fragment.components, fragment.connections]) {
    for (const { id } of shelf) {
      ids.set(id, source.fresh(id));
    }
  }
  const here = new Set(design.services.map((service) => service.id));
  const brought = new Set(fragment.services.map((service) => service.id));
  const renamed = (id: string): string => ids.get(id) ?? id;
  const edits: Edit[] = fragment.services.map((service) => ({
    type: "add-service",
    service: { ...service, id: renamed(service.id) },
    index: null,
  }));
  const kindOf = new Map<string, string>();
  for (const component of fragment.components) {
    kindOf.set(component.id, component.kind);
    const home =
      component.service === null || brought.has(component.service)
        ? component.service && renamed(component.service)
        : here.has(component.service)
          ? component.service
          : null;
    const added = { ...component, id: renamed(component.id), service: home };
    edits.push({ type: "add-component", component: added, index: null });
  }
  for (const component of fragment.components) {
    const point = fragment.layout[component.id];
    if (point !== undefined) {
      const to = { x: Math.round(point.x + by.x), y: Math.round(point.y + by.y) };
      edits.push({ type: "move", component: renamed(component.id), to });
    }
  }
  for (const arrow of fragment.connections) {
    const [from, to] = [componentOf(arrow.from), componentOf(arrow.to)];
    const told = naming(arrow, (id) => ids.get(id) ?? null);
    const codeKnows = kinds.get(kindOf.get(from) ?? "")?.family === "Compute" && renamed(to) !== to;
    const properties =
      codeKnows && (told.properties["known_as"] ?? null) === null
        ? { ...told.properties, known_as: to }
        : told.properties;
    const connection = {
      ...told,
      id: renamed(arrow.id),
      from: `${renamed(from)}.${portOf(arrow.from)}`,
      to: `${renamed(to)}.${portOf(arrow.to)}`,
      properties,
    };
    edits.push({ type: "add-connection", connection, index: null });
    const points = fragment.bends[arrow.id];
    if (points !== undefined) {
      edits.push({ type: "bend", connection: connection.id, points: points.map((point) => ({ x: Math.round(point.x + by.x), y: Math.round(point.y + by.y) })) });
    }
  }
  return { edit: batch(edits), ids, components: fragment.components.map(({ id }) => renamed(id)) };
}

const MARK = "patternbook/fragment";

/** A fragment as text for the system's clipboard. */
export function toText(fragment: Fragment): string {
  return JSON.stringify({ type: MARK, version: 1, fragment });
}

/** The fragment in a text, or null if it holds something else. */
export function fromText(text: string): Fragment | null {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isRecord(data) || data["type"] !== MARK || !isRecord(data["fragment"])) {
    return null;
  }
  const { services, components, connections, layout } = data["fragment"];
  const whole = Array.isArray(services) && Array.isArray(components) && Array.isArray(connections) && isRecord(layout);
  return whole ? { bends: {}, ...(data["fragment"] as unknown as Omit<Fragment, "bends">) } : null;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
