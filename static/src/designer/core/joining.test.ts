import { describe, expect, it } from "vitest";

import { apply } from "./apply";
import { fragmentOf, graft } from "./clipboard";
import type { Outcome } from "./joining";
import { bind, insertAt, merge, split, waysBetween } from "./joining";
import { complaints, valueFault } from "./validate";
import { added, arrow, find, group, neighbours, ungroup } from "./arranging";
import { CALLER, KINDS, WEBHOOK, scene } from "./testing/samples";
import type { Component, Connection, Design } from "./types";

function done(design: Design, outcome: Outcome): Design {
  if ("fault" in outcome) {
    throw new Error(outcome.fault);
  }
  const [after, inverse] = apply(design, outcome.edit);
  expect(apply(after, inverse)[0]).toEqual(design);
  expect([...complaints(after, KINDS)]).toEqual([]);
  return after;
}

const ids = (design: Design): readonly string[] => design.components.map((one) => one.id);

describe("binding", () => {
  it("puts a pattern in the place of what another one calls: its entry is called, its caller goes", () => {
    const after = done(CALLER, insertAt(CALLER, KINDS, scene(WEBHOOK, "api"), "carrier", { x: 300, y: 0 }));
    expect(ids(after)).toEqual(["work", "api", "intake", "events", "writer", "store", "dead"]);
    expect(after.connections.find((one) => one.id === "ask")).toMatchObject({
      from: "work.requests",
      to: "api.requests",
      semantics: "sync",
      properties: { known_as: "carrier" },
    });
  });

  it("puts a pattern in the place of a caller: whoever called out there calls here", () => {
    const after = done(WEBHOOK, insertAt(WEBHOOK, KINDS, scene(CALLER, "work"), "provider", { x: -300, y: 0 }));
    expect(ids(after)).not.toContain("provider");
    expect(ids(after)).not.toContain("carrier");
    expect(after.connections.find((one) => one.id === "call")).toMatchObject({ from: "work.requests", to: "api.requests" });
  });

  it("says why not", () => {
    const outcome = bind(CALLER, KINDS, "carrier", "work");
    expect(outcome).toEqual({ fault: expect.stringContaining("call itself") });
    const { edit } = graft(CALLER, fragmentOf(WEBHOOK), { x: 0, y: 0 }, KINDS);
    const [both] = apply(CALLER, edit);
    expect(bind(both, KINDS, "provider", "store")).toEqual({ fault: expect.stringContaining("cannot take the place") });
    expect(bind(both, KINDS, "work", "api")).toEqual({ fault: expect.stringContaining("no placeholder") });
  });
});

describe("merging", () => {
  it("makes two APIs one, with the arrows of both", () => {
    const { edit, ids: renamed } = graft(WEBHOOK, fragmentOf(WEBHOOK), { x: 0, y: 400 }, KINDS);
    const [both] = apply(WEBHOOK, edit);
    const after = done(both, merge(both, KINDS, renamed.get("api") ?? "", "api"));
    expect(after.connections.filter((one) => one.from.startsWith("api.")).map((one) => one.to)).toEqual([
      "intake.invoke",
      "intake-2.invoke",
    ]);
    expect(merge(both, KINDS, "api", "events")).toHaveProperty("fault");
  });
});

describe("splitting an arrow", () => {
  it("puts a function between a function and its table", () => {
    const { edit, id } = added(WEBHOOK, KINDS.get("function") as never, { x: 0, y: 0 }, "webhook");
    const [more] = apply(WEBHOOK, edit);
    const after = done(more, split(more, KINDS, "write", id, "second"));
    expect(after.connections.find((one) => one.id === "second")?.to).toBe("store.items");
    expect(split(WEBHOOK, KINDS, "write", "dead", "second")).toHaveProperty("fault");
  });
});

describe("grouping", () => {
  it("makes a service, and takes it apart again", () => {
    const grouped = group(WEBHOOK, KINDS, ["events", "writer", "provider"], "Work off");
    const [after] = apply(WEBHOOK, grouped?.edit as never);
    expect(after.components.find((one) => one.id === "events")?.service).toBe("work-off");
    expect(after.components.find((one) => one.id === "provider")?.service).toBeNull();
    const [apart] = apply(after, ungroup(after, ["work-off"]));
    expect(apart.services.map((one) => one.id)).toEqual(["webhook"]);
  });
});

describe("the rest", () => {
  it("finds by name, kind and label", () => {
    expect(find(WEBHOOK, KINDS, "eve")).toEqual(["events"]);
    expect(find(WEBHOOK, KINDS, "queue")).toEqual(["events", "dead"]);
    expect(find(WEBHOOK, KINDS, " ")).toEqual([]);
  });

  it("walks along the arrows", () => {
    expect(neighbours(WEBHOOK, "events", false)).toEqual(["writer", "dead"]);
    expect(neighbours(WEBHOOK, "events", true)).toEqual(["intake"]);
  });

  it("knows which ports join and why others do not", () => {
    const [way] = KINDS.ways("function", "queue");
    const [after] = apply(WEBHOOK, arrow(WEBHOOK, "writer", "events", way as never).edit);
    expect([...complaints(after, KINDS)]).toEqual([]);
    expect(KINDS.ways("table", "function")).toEqual([]);
    expect(KINDS.whyNot("table", "function")).toContain("The other way round");
    expect(KINDS.whyNot("rest-api", "table")).toContain("such as function");
  });

  it("knows when a value does not fit", () => {
    expect(valueFault({ type: "integer", minimum: 1, maximum: 5, unit: "s" }, 9)).toBe("is at most 5 s");
    expect(valueFault({ type: "integer" }, 1.5)).toContain("whole");
    expect(valueFault({ anyOf: [{ type: "string", pattern: "^a$" }, { type: "null" }] }, null)).toBeNull();
    expect(valueFault({ anyOf: [{ type: "string", pattern: "^a$" }, { type: "null" }] }, "b")).toContain("form");
  });
});

describe("ways", () => {
  it("offers an error answer only where there is a call to answer", () => {
    const answers = (design: Design): boolean => waysBetween(design, KINDS, "carrier", "work").some((way) => way.protocol === "refusal");
    expect(answers(CALLER)).toBe(true);
    expect(answers({ ...CALLER, connections: [] })).toBe(false);
  });
});

describe("putting a card into an arrow", () => {
  const part = (id: string, kind: string): Component => ({ id, kind, name: id, about: "", service: null, properties: {} });
  const line = (id: string, from: string, to: string, semantics: Connection["semantics"], properties = {}): Connection => ({ id, from, to, semantics, label: "", about: "", properties });
  const CALLED: Design = {
    ...WEBHOOK,
    components: [part("one", "function"), part("other", "external-api"), part("between", "function"), part("kept", "queue")],
    connections: [
      line("call", "one.requests", "other.requests", "sync"),
      line("answer", "other.refuses", "one.refusals", "error"),
      line("failed", "other.fails", "kept.failures", "error", { of: ["call"] }),
    ],
    layout: {},
    bends: {},
    locked: [],
    suppressions: [],
    services: [],
  };
  const after = (middle: string): Design => {
    const outcome = split(CALLED, KINDS, "call", middle, "on");
    expect("edit" in outcome).toBe(true);
    return "edit" in outcome ? apply(CALLED, outcome.edit)[0] : CALLED;
  };

  it("leads the answer to what calls now, and failures name the arrow that now arrives", () => {
    const { connections } = after("between");
    expect(connections.find(({ id }) => id === "answer")).toMatchObject({ from: "other.refuses", to: "between.refusals" });
    expect(connections.find(({ id }) => id === "failed")?.properties).toEqual({ of: ["on"] });
  });
});
