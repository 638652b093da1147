/**
 * The nouns of the designer: the API's own, in the form in which the server writes them (every field present).
 * `tests/designer/test_types.py` generates these types from the server's JSON schemas and fails where the two differ.
 */

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type Properties = { readonly [key: string]: Json };

export type Semantics = "sync" | "async" | "error";

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Service {
  readonly id: string;
  readonly name: string;
  readonly about: string;
}

export interface Component {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly about: string;
  readonly service: string | null;
  readonly properties: Properties;
}

export interface Connection {
  readonly id: string;
  /** `component.port` */
  readonly from: string;
  /** `component.port` */
  readonly to: string;
  readonly semantics: Semantics;
  readonly label: string;
  readonly about: string;
  readonly properties: Properties;
}

export interface Suppression {
  readonly rule: string;
  readonly at: string | null;
  readonly reason: string;
}

export interface Design {
  readonly schema: number;
  readonly name: string;
  readonly description: string;
  readonly services: readonly Service[];
  readonly components: readonly Component[];
  readonly connections: readonly Connection[];
  readonly layout: { readonly [component: string]: Point };
  /** Points that arrows are led through, by the arrow's id. */
  readonly bends: { readonly [connection: string]: readonly Point[] };
  /** Components that are neither moved nor changed until they are unlocked, in the order of their ids. */
  readonly locked: readonly string[];
  readonly suppressions: readonly Suppression[];
}

export type Field = "name" | "about" | "description" | "service" | "label" | "semantics" | "from" | "to";

export type Edit =
  | { readonly type: "add-service"; readonly service: Service; readonly index: number | null }
  | { readonly type: "add-component"; readonly component: Component; readonly index: number | null }
  | { readonly type: "add-connection"; readonly connection: Connection; readonly index: number | null }
  | { readonly type: "add-suppression"; readonly suppression: Suppression; readonly index: number | null }
  | { readonly type: "remove"; readonly id: string }
  | { readonly type: "remove-suppression"; readonly rule: string; readonly at: string | null }
  | { readonly type: "set"; readonly id: string | null; readonly field: Field; readonly value: string | null }
  | { readonly type: "set-property"; readonly id: string; readonly key: string; readonly value: Json }
  | { readonly type: "unset-property"; readonly id: string; readonly key: string }
  | { readonly type: "move"; readonly component: string; readonly to: Point | null }
  | { readonly type: "bend"; readonly connection: string; readonly points: readonly Point[] }
  | { readonly type: "lock"; readonly component: string; readonly locked: boolean }
  | { readonly type: "batch"; readonly edits: readonly Edit[] };

/** The part of JSON Schema that pydantic writes for property models; `unit` and `source` are ours. */
export interface PropertySchema {
  readonly type?: string;
  readonly title?: string;
  readonly description?: string;
  readonly default?: Json;
  readonly enum?: readonly Json[];
  readonly const?: Json;
  readonly anyOf?: readonly PropertySchema[];
  readonly items?: PropertySchema;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly maxItems?: number;
  readonly minItems?: number;
  readonly pattern?: string;
  readonly unit?: string;
  readonly source?: string;
}

export interface ObjectSchema {
  readonly properties?: { readonly [key: string]: PropertySchema };
}

export interface Port {
  readonly id: string;
  readonly direction: "in" | "out";
  readonly protocol: string;
  readonly protocol_title: string;
  readonly semantics: readonly Semantics[];
  readonly summary: string;
  readonly peers: readonly string[];
  readonly by_name_only: boolean;
  readonly arrow_properties: ObjectSchema;
}

export interface Kind {
  readonly id: string;
  readonly title: string;
  readonly family: string;
  readonly aws_service: string | null;
  readonly summary: string;
  readonly notes: readonly string[];
  readonly socket: boolean;
  readonly glyph: string;
  readonly ports: readonly Port[];
  readonly properties: ObjectSchema;
}

/** A pattern or a variation of one, laid out as in the catalog. */
export interface Scene {
  /** `pattern` or `pattern/variation` */
  readonly id: string;
  readonly pattern: string;
  readonly variation: string | null;
  readonly number: number;
  readonly name: string;
  readonly intent: string;
  readonly entry: string;
  readonly sockets: readonly string[];
  readonly thumbnail: string;
  /** What it is also found by. */
  readonly words: readonly string[];
  readonly design: Design;
}

export const SCHEMA = 1;
export const MAX_COMPONENTS = 2_000;
export const MAX_CONNECTIONS = 8_000;
export const MAX_BENDS = 32;
export const MAX_NAME = 300;
export const IDENTIFIER = /^[a-z](?:-?[a-z0-9]){0,62}$/;

export function emptyDesign(name: string): Design {
  return {
    schema: SCHEMA,
    name,
    description: "",
    services: [],
    components: [],
    connections: [],
    layout: {},
    bends: {},
    locked: [],
    suppressions: [],
  };
}

export function batch(edits: readonly Edit[]): Edit {
  const [only] = edits;
  return edits.length === 1 && only !== undefined ? only : { type: "batch", edits };
}

/** The component at an arrow's end. */
export function componentOf(end: string): string {
  const dot = end.indexOf(".");
  return dot < 0 ? end : end.slice(0, dot);
}

/** The port at an arrow's end. */
export function portOf(end: string): string {
  const dot = end.indexOf(".");
  return dot < 0 ? "" : end.slice(dot + 1);
}
