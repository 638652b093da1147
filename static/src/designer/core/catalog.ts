/** What kinds know: which ports may join, with which meaning, and why not. Mirrors `app/documents/joins.py`. */

import type { Kind, ObjectSchema, Port, PropertySchema, Semantics } from "./types";

/** A pair of ports that join, and the meanings that both allow. */
export interface Join {
  readonly source: Port;
  readonly target: Port;
  readonly semantics: readonly Semantics[];
}

/** One way to draw an arrow: a join with one of its meanings. */
export interface Way {
  readonly source: string;
  readonly target: string;
  readonly semantics: Semantics;
  readonly protocol: string;
  readonly title: string;
  /** What happens along it, for people. */
  readonly summary: string;
  readonly usual: boolean;
}

export class Kinds {
  readonly all: readonly Kind[];
  readonly #byId: ReadonlyMap<string, Kind>;
  readonly #joins = new Map<string, readonly Join[]>();

  constructor(kinds: readonly Kind[]) {
    this.all = kinds;
    this.#byId = new Map(kinds.map((kind) => [kind.id, kind]));
  }

  get(id: string): Kind | undefined {
    return this.#byId.get(id);
  }

  title(id: string): string {
    return this.#byId.get(id)?.title ?? id;
  }

  isSocket(id: string): boolean {
    return this.#byId.get(id)?.socket ?? false;
  }

  port(kind: string, port: string): Port | undefined {
    return this.#byId.get(kind)?.ports.find((one) => one.id === port);
  }

  /** Every way in which an arrow can lead from one kind to another; empty if there is none. */
  joins(source: string, target: string): readonly Join[] {
    const key = `${source} ${target}`;
    let found = this.#joins.get(key);
    if (found === undefined) {
      found = this.#pairs(source, target);
      this.#joins.set(key, found);
    }
    return found;
  }

  #pairs(source: string, target: string): readonly Join[] {
    const one = this.#byId.get(source);
    const other = this.#byId.get(target);
    const found: Join[] = [];
    for (const start of one?.ports ?? []) {
      if (start.direction !== "out" || (start.peers.length > 0 && !start.peers.includes(target))) {
        continue;
      }
      for (const end of other?.ports ?? []) {
        if (end.direction !== "in" || (end.peers.length > 0 && !end.peers.includes(source))) {
          continue;
        }
        const semantics = start.semantics.filter((meaning) => end.semantics.includes(meaning));
        if (start.protocol === end.protocol && semantics.length > 0) {
          found.push({ source: start, target: end, semantics });
        }
      }
    }
    return found;
  }

  /** The ways between two kinds, the usual ones first. */
  ways(source: string, target: string): readonly Way[] {
    const found: Way[] = this.joins(source, target).flatMap((join) =>
      join.semantics.map((semantics) => ({
        source: join.source.id,
        target: join.target.id,
        semantics,
        protocol: join.source.protocol,
        title: join.source.protocol_title,
        summary: join.target.summary,
        usual: !join.source.by_name_only && !join.target.by_name_only,
      })),
    );
    const rank = (way: Way): number => (way.usual ? 0 : 10) + (way.semantics === "error" ? 5 : 0);
    return found.map((way, at) => ({ way, at })).sort((a, b) => rank(a.way) - rank(b.way) || a.at - b.at).map(({ way }) => way);
  }

  /** Why no arrow leads from one kind to another, and what is possible instead. */
  whyNot(source: string, target: string): string {
    const said = `No arrow leads from a ${this.title(source)} to a ${this.title(target)}.`;
    const back = this.joins(target, source);
    if (back.length > 0) {
      return `${said} The other way round it does.`;
    }
    const between = this.all.filter(
      (kind) => !kind.socket && this.joins(source, kind.id).length > 0 && this.joins(kind.id, target).length > 0,
    );
    const names = between.slice(0, 3).map((kind) => kind.title);
    return names.length > 0 ? `${said} Put something between them, such as ${listed(names)}.` : said;
  }

  /** What an arrow can say, from its protocol and both of its ports. */
  arrowSchema(from: { kind: string; port: string }, to: { kind: string; port: string }): ObjectSchema {
    const start = this.port(from.kind, from.port);
    const end = this.port(to.kind, to.port);
    return { properties: { ...(start?.arrow_properties.properties ?? {}), ...(end?.arrow_properties.properties ?? {}) } };
  }
}

function listed(names: readonly string[]): string {
  const last = names[names.length - 1] ?? "";
  return names.length < 2 ? last : `${names.slice(0, -1).join(", ")} or ${last}`;
}

/** A property's schema with the "or null" taken apart: pydantic writes optional values as `anyOf`. */
export function resolved(schema: PropertySchema): { readonly schema: PropertySchema; readonly optional: boolean } {
  if (schema.anyOf === undefined) {
    return { schema, optional: false };
  }
  const given = schema.anyOf.filter((one) => one.type !== "null");
  const [first] = given;
  const { anyOf: _, ...words } = schema;
  return { schema: { ...words, ...(given.length === 1 ? first : {}) }, optional: given.length < schema.anyOf.length };
}
