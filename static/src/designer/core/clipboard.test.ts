import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { apply, incoherence } from "./apply";
import { copy, fragmentOf, fromText, graft, toText } from "./clipboard";
import type { Fragment } from "./clipboard";
import { IdSource, idsOf, slug } from "./ids";
import { KINDS, WEBHOOK } from "./testing/samples";
import type { Design } from "./types";
import { IDENTIFIER, componentOf, emptyDesign, portOf } from "./types";

/** A fragment with its ids replaced by their place in it, so that equal shapes are equal. */
function shape(fragment: Fragment): unknown {
  const place = new Map(fragment.components.map((one, at) => [one.id, at]));
  const home = new Map(fragment.services.map((one, at) => [one.id, at]));
  const end = (text: string): string => `${place.get(componentOf(text))}.${portOf(text)}`;
  return {
    services: fragment.services.map(({ name, about }) => ({ name, about })),
    components: fragment.components.map(({ kind, name, service, properties }) => ({
      kind,
      name,
      properties,
      service: service === null ? null : (home.get(service) ?? null),
    })),
    connections: fragment.connections.map((one) => {
      const { known_as: _, ...said } = one.properties;
      return { from: end(one.from), to: end(one.to), semantics: one.semantics, label: one.label, said };
    }),
  };
}

const SELECTION = fc.subarray(WEBHOOK.components.map((one) => one.id));

describe("paste", () => {
  it("gives the same again, in an empty design and beside the original", () => {
    fc.assert(
      fc.property(SELECTION, fc.boolean(), (chosen, beside) => {
        const fragment = copy(WEBHOOK, chosen);
        const target: Design = beside ? WEBHOOK : emptyDesign("New");
        const { edit, components } = graft(target, fragment, { x: 40, y: 40 }, KINDS);
        const [after] = apply(target, edit);
        expect(incoherence(after)).toBeNull();
        expect(components).toHaveLength(chosen.length);
        const again = copy(after, components);
        const known = (one: Fragment): Fragment => ({
          ...one,
          components: one.components.map((each) => ({
            ...each,
            service: one.services.some((service) => service.id === each.service) ? each.service : null,
          })),
        });
        expect(shape(known(again))).toEqual(shape(known(fragment)));
      }),
    );
  });

  it("survives the way through the system's clipboard", () => {
    const fragment = copy(WEBHOOK, ["webhook"]);
    expect(fromText(toText(fragment))).toEqual(fragment);
    expect(fromText("hello")).toBeNull();
    expect(fromText('{"type":"else"}')).toBeNull();
  });

  it("tells a function's code by which name it knows a renamed target", () => {
    const { edit, ids } = graft(WEBHOOK, fragmentOf(WEBHOOK), { x: 0, y: 0 }, KINDS);
    const [after] = apply(WEBHOOK, edit);
    const twin = after.connections.find((one) => one.id === ids.get("enqueue"));
    expect(twin?.properties["known_as"]).toBe("events");
    const drain = after.connections.find((one) => one.id === ids.get("drain"));
    expect(drain?.properties).toEqual({});
  });
});

describe("ids", () => {
  it("are fresh and well formed for any wish", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 90 }), fc.nat(15), (name, times) => {
        const source = new IdSource(idsOf(WEBHOOK));
        const made = Array.from({ length: times + 1 }, () => source.fresh(slug(name)));
        expect(new Set(made).size).toBe(made.length);
        for (const id of made) {
          expect(id).toMatch(IDENTIFIER);
          expect(idsOf(WEBHOOK).has(id)).toBe(false);
        }
      }),
    );
  });
});
