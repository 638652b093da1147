/** Two people's changes to one design, joined where they do not touch. */

import { incoherence } from "./apply";
import type { Design } from "./types";

export type Merged = { readonly design: Design } | { readonly touches: readonly string[] };

type Thing = { readonly id: string };

/** `mine` and `theirs` both come of `base`. Gives the design with both changes, or the ids of what both changed. */
export function merged(base: Design, mine: Design, theirs: Design): Merged {
  const touches: string[] = [];
  const shelf = <T extends Thing>(was: readonly T[], one: readonly T[], other: readonly T[]): readonly T[] => {
    const before = new Map(was.map((thing) => [thing.id, thing]));
    const ours = new Map(one.map((thing) => [thing.id, thing]));
    const found: T[] = [];
    for (const thing of other) {
      const old = before.get(thing.id);
      const own = ours.get(thing.id);
      if (own === undefined) {
        if (old === undefined) {
          found.push(thing);
        } else if (!equal(old, thing)) {
          touches.push(thing.id);
        }
      } else {
        found.push(fields(old, own, thing, () => touches.push(thing.id)));
      }
    }
    const there = new Set(other.map((thing) => thing.id));
    for (const thing of one) {
      const old = before.get(thing.id);
      if (!there.has(thing.id)) {
        if (old === undefined) {
          found.push(thing);
        } else if (!equal(old, thing)) {
          touches.push(thing.id);
        }
      }
    }
    return found;
  };
  const services = shelf(base.services, mine.services, theirs.services);
  const components = shelf(base.components, mine.components, theirs.components);
  const connections = shelf(base.connections, mine.connections, theirs.connections);
  const known = new Set(components.map((one) => one.id));
  /** Where both moved the same thing, mine counts: no meaning is lost. */
  const places = <T>(ids: Iterable<string>, of: (side: Design) => { readonly [id: string]: T }): { readonly [id: string]: T } =>
    Object.fromEntries(
      [...ids].flatMap((id) => {
        const value = equal(of(mine)[id], of(base)[id]) ? of(theirs)[id] : of(mine)[id];
        return value === undefined ? [] : [[id, value]];
      }),
    );
  const [was, one, other] = [base, mine, theirs].map((side) => new Set(side.locked));
  const locked = [...known].filter((id) => (one?.has(id) === was?.has(id) ? other?.has(id) : one?.has(id))).sort();
  const pick = <K extends "name" | "description" | "suppressions">(key: K): Design[K] => {
    if (equal(mine[key], base[key])) {
      return theirs[key];
    }
    if (!equal(theirs[key], base[key]) && !equal(mine[key], theirs[key])) {
      touches.push(key);
    }
    return mine[key];
  };
  const design: Design = {
    schema: mine.schema,
    name: pick("name"),
    description: pick("description"),
    services,
    components,
    connections,
    layout: places(known, (side) => side.layout),
    bends: places(connections.map(({ id }) => id), (side) => side.bends),
    locked,
    suppressions: pick("suppressions"),
  };
  if (touches.length === 0 && incoherence(design) !== null) {
    return { touches: ["something that the other change removed"] };
  }
  return touches.length > 0 ? { touches } : { design };
}

/** One thing, field by field; properties count one by one. */
function fields<T extends Thing>(base: T | undefined, mine: T, theirs: T, clash: () => void): T {
  const result: Record<string, unknown> = {};
  const [was, one, other] = [base ?? {}, mine, theirs].map((thing) => flat(thing as unknown as Record<string, unknown>));
  for (const key of new Set([...Object.keys(one ?? {}), ...Object.keys(other ?? {})])) {
    const [old, own, their] = [was?.[key], one?.[key], other?.[key]];
    if (!equal(own, their) && !equal(own, old) && !equal(their, old)) {
      clash();
    }
    const value = equal(own, old) ? their : own;
    if (value !== undefined) {
      result[key] = value;
    }
  }
  return nested(result) as unknown as T;
}

const MARK = "properties/";

function flat(thing: Record<string, unknown>): Record<string, unknown> {
  const { properties, ...rest } = thing;
  if (typeof properties !== "object" || properties === null) {
    return rest;
  }
  const told = Object.entries(properties).map(([key, value]) => [MARK + key, value] as const);
  return { ...rest, [MARK]: true, ...Object.fromEntries(told) };
}

function nested(thing: Record<string, unknown>): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  const properties: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(thing)) {
    if (key.startsWith(MARK)) {
      if (key !== MARK) {
        properties[key.slice(MARK.length)] = value;
      }
    } else {
      result[key] = value;
    }
  }
  return Object.hasOwn(thing, MARK) ? { ...result, properties } : result;
}

export function equal(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(sorted);
  }
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(
      Object.entries(value)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, each]) => [key, sorted(each)]),
    );
  }
  return value;
}

