import { describe, expect, it } from "vitest";

import { siblings } from "./arranging";
import { nearestTo } from "./geometry";
import { arrow, component } from "./testing/samples";
import type { Design } from "./types";
import { emptyDesign } from "./types";

/** One function calls three others, of which two write to the same table. */
const FAN: Design = {
  ...emptyDesign("Fan"),
  components: [component("caller", "function"), component("a", "function"), component("b", "function"), component("c", "function"), component("store", "table")],
  connections: [
    arrow("to-a", "caller.invokes", "a.invoke", "async"),
    arrow("to-b", "caller.invokes", "b.invoke", "async"),
    arrow("to-c", "caller.invokes", "c.invoke", "async"),
    arrow("from-a", "a.queries", "store.items", "sync"),
    arrow("from-b", "b.queries", "store.items", "sync"),
  ],
};

describe("siblings", () => {
  it("come from where one came from", () => {
    const came = { from: "store", backwards: true };
    expect(siblings(FAN, "a", came)).toEqual(came);
  });

  it("come from an incoming arrow where one did not come that way", () => {
    expect(siblings(FAN, "a", null)).toEqual({ from: "caller", backwards: false });
    expect(siblings(FAN, "c", { from: "store", backwards: true })).toEqual({ from: "caller", backwards: false });
  });

  it("come from an outgoing arrow where none of the incoming has others", () => {
    const alone: Design = { ...FAN, connections: FAN.connections.filter((one) => one.id.startsWith("from")) };
    expect(siblings(alone, "a", null)).toEqual({ from: "store", backwards: true });
  });

  it("are none where nothing branches", () => {
    expect(siblings(FAN, "caller", null)).toBeNull();
    expect(siblings(FAN, "store", { from: "a", backwards: false })).toBeNull();
  });
});

describe("nearestTo", () => {
  it("gives the place that is least far, and null where there is none", () => {
    const places = new Map([
      ["far", { x: 500, y: 0 }],
      ["near", { x: 30, y: 40 }],
    ]);
    expect(nearestTo({ x: 0, y: 0 }, places)).toBe("near");
    expect(nearestTo({ x: 0, y: 0 }, new Map())).toBeNull();
  });
});
