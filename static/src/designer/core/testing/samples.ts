/** A few kinds and random designs for tests; the real kinds come from the server. */

import fc from "fast-check";

import { Kinds } from "../catalog";
import type { Component, Connection, Design, Edit, Json, Kind, Port, Scene, Semantics } from "../types";
import { emptyDesign } from "../types";

const NAME = { properties: { known_as: { anyOf: [{ type: "string" }, { type: "null" }], default: null } } } as const;

function port(id: string, direction: "in" | "out", protocol: string, ...semantics: Semantics[]): Port {
  return { id, direction, protocol, protocol_title: protocol, semantics, summary: "", peers: [], by_name_only: false, arrow_properties: NAME };
}

function kind(id: string, family: string, socket: boolean, ports: readonly Port[]): Kind {
  const properties = {
    properties: {
      timeout: { type: "integer", default: 10, minimum: 1, maximum: 900, unit: "s" },
      fifo: { type: "boolean", default: false },
    },
  };
  return { id, title: id, family, aws_service: null, summary: "", notes: [], socket, glyph: "x", ports, properties };
}

export const KINDS = new Kinds([
  kind("client", "Outside world", true, [port("requests", "out", "http", "sync", "async"), port("refusals", "in", "refusal", "error")]),
  kind("external-api", "Outside world", true, [port("requests", "in", "http", "sync"), port("refuses", "out", "refusal", "error")]),
  kind("rest-api", "API", false, [port("requests", "in", "http", "sync", "async"), port("calls", "out", "invoke", "sync")]),
  kind("function", "Compute", false, [
    port("invoke", "in", "invoke", "sync", "async"),
    port("messages", "in", "event-source", "async"),
    port("requests", "out", "http", "sync"),
    port("invokes", "out", "invoke", "sync", "async"),
    port("sends", "out", "message", "async"),
    port("queries", "out", "query", "sync"),
    port("refusals", "in", "refusal", "error"),
  ]),
  kind("queue", "Messaging", false, [
    port("messages", "in", "message", "async"),
    port("works", "out", "event-source", "async"),
    port("redrives", "out", "redrive", "error"),
    port("redriven", "in", "redrive", "error"),
  ]),
  kind("table", "Data", false, [port("items", "in", "query", "sync")]),
]);

export function component(id: string, kind: string, service: string | null = null): Component {
  return { id, kind, name: id, about: "", service, properties: {} };
}

export function arrow(id: string, from: string, to: string, semantics: Semantics): Connection {
  return { id, from, to, semantics, label: "", about: "", properties: {} };
}

/** Client → API → function → queue → function → table, with a dead-letter queue. */
export const WEBHOOK: Design = {
  ...emptyDesign("Webhook"),
  services: [{ id: "webhook", name: "Webhook", about: "" }],
  components: [
    component("provider", "client"),
    component("api", "rest-api", "webhook"),
    component("intake", "function", "webhook"),
    component("events", "queue", "webhook"),
    component("writer", "function", "webhook"),
    component("store", "table", "webhook"),
    component("dead", "queue", "webhook"),
  ],
  connections: [
    arrow("call", "provider.requests", "api.requests", "sync"),
    arrow("hand-in", "api.calls", "intake.invoke", "sync"),
    arrow("enqueue", "intake.sends", "events.messages", "async"),
    arrow("drain", "events.works", "writer.messages", "async"),
    arrow("write", "writer.queries", "store.items", "sync"),
    arrow("give-up", "events.redrives", "dead.redriven", "error"),
  ],
  layout: { provider: { x: 0, y: 0 }, api: { x: 244, y: 0 }, intake: { x: 488, y: 0 }, events: { x: 732, y: 0 } },
};

/** Function → external API. */
export const CALLER: Design = {
  ...emptyDesign("Caller"),
  services: [{ id: "caller", name: "Caller", about: "" }],
  components: [component("work", "function", "caller"), component("carrier", "external-api")],
  connections: [arrow("ask", "work.requests", "carrier.requests", "sync")],
  layout: { work: { x: 0, y: 0 }, carrier: { x: 244, y: 0 } },
};

export function scene(design: Design, entry: string): Scene {
  return {
    id: "sample",
    pattern: "sample",
    variation: null,
    number: 1,
    name: design.name,
    intent: "",
    entry,
    sockets: design.components.filter((one) => KINDS.isSocket(one.kind)).map((one) => one.id),
    thumbnail: "",
    words: [],
    design,
  };
}

const ID = fc.constantFrom("a", "b", "c", "d", "e", "f", "provider", "api", "intake", "events", "webhook", "call", "drain");
const KIND = fc.constantFrom("client", "external-api", "rest-api", "function", "queue", "table");
const VALUE: fc.Arbitrary<Json> = fc.oneof(fc.integer(), fc.boolean(), fc.string(), fc.constant(null));
const NAMES = fc.oneof(fc.string(), fc.constantFrom("Orders", "<b>bold</b>", "שלום", "a\u0000b", ""));
const POINT = fc.record({ x: fc.integer({ min: -500, max: 500 }), y: fc.integer({ min: -500, max: 500 }) });
const INDEX = fc.option(fc.nat(10), { nil: null });
const MEANING = fc.constantFrom<Semantics>("sync", "async", "error");

const SIMPLE: fc.Arbitrary<Edit> = fc.oneof(
  fc.record({
    type: fc.constant("add-service" as const),
    service: fc.record({ id: ID, name: fc.constant("S"), about: fc.constant("") }),
    index: INDEX,
  }),
  fc.record({
    type: fc.constant("add-component" as const),
    component: fc.tuple(ID, KIND, fc.constantFrom(null, "webhook", "a")).map(([id, kind, home]) => component(id, kind, home)),
    index: INDEX,
  }),
  fc.record({
    type: fc.constant("add-connection" as const),
    connection: fc.tuple(ID, ID, ID, MEANING).map(([id, a, b, meaning]) => arrow(id, `${a}.x`, `${b}.y`, meaning)),
    index: INDEX,
  }),
  fc.record({
    type: fc.constant("add-suppression" as const),
    suppression: fc.record({ rule: ID, at: fc.option(ID, { nil: null }), reason: fc.constant("why") }),
    index: INDEX,
  }),
  fc.record({ type: fc.constant("remove" as const), id: ID }),
  fc.record({ type: fc.constant("remove-suppression" as const), rule: ID, at: fc.option(ID, { nil: null }) }),
  fc.record({
    type: fc.constant("set" as const),
    id: fc.option(ID, { nil: null }),
    field: fc.constantFrom("name" as const, "about" as const, "description" as const, "service" as const, "label" as const, "semantics" as const),
    value: fc.option(NAMES, { nil: null }),
  }),
  fc.record({ type: fc.constant("set-property" as const), id: ID, key: fc.constantFrom("timeout", "fifo", "of"), value: VALUE }),
  fc.record({ type: fc.constant("unset-property" as const), id: ID, key: fc.constantFrom("timeout", "fifo") }),
  fc.record({ type: fc.constant("move" as const), component: ID, to: fc.option(POINT, { nil: null }) }),
  fc.record({ type: fc.constant("bend" as const), connection: ID, points: fc.array(POINT, { maxLength: 3 }) }),
  fc.record({ type: fc.constant("lock" as const), component: ID, locked: fc.boolean() }),
);

export const EDIT: fc.Arbitrary<Edit> = fc.oneof(
  { weight: 3, arbitrary: SIMPLE },
  { weight: 1, arbitrary: fc.record({ type: fc.constant("batch" as const), edits: fc.array(SIMPLE, { maxLength: 4 }) }) },
);
