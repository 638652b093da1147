/** What only kinds can tell: whether a property's value fits its schema, and whether an arrow's ends may join. */

import type { Kinds } from "./catalog";
import { resolved } from "./catalog";
import { numberText, titled } from "./text";
import type { Component, Connection, Design, Json, ObjectSchema, PropertySchema } from "./types";
import { componentOf, portOf } from "./types";

export interface Complaint {
  readonly id: string;
  readonly key: string;
  readonly message: string;
}

/** What is wrong with a value, for people; null if nothing. */
export function valueFault(given: PropertySchema, value: Json): string | null {
  const { schema, optional } = resolved(given);
  if (value === null) {
    return optional ? null : "needs a value";
  }
  if (schema.enum !== undefined && !schema.enum.includes(value)) {
    return `is one of ${schema.enum.map(String).join(", ")}`;
  }
  switch (schema.type) {
    case "integer":
    case "number": {
      if (typeof value !== "number" || !Number.isFinite(value)) {
        return "needs a number";
      }
      if (schema.type === "integer" && !Number.isInteger(value)) {
        return "needs a whole number";
      }
      const unit = schema.unit === undefined ? "" : ` ${schema.unit}`;
      if (schema.minimum !== undefined && value < schema.minimum) {
        return `is at least ${numberText(schema.minimum)}${unit}`;
      }
      return schema.maximum !== undefined && value > schema.maximum ? `is at most ${numberText(schema.maximum)}${unit}` : null;
    }
    case "boolean":
      return typeof value === "boolean" ? null : "is yes or no";
    case "string": {
      if (typeof value !== "string") {
        return "needs a text";
      }
      if (schema.minLength !== undefined && value.length < schema.minLength) {
        return "is too short";
      }
      if (schema.maxLength !== undefined && value.length > schema.maxLength) {
        return `has at most ${schema.maxLength} characters`;
      }
      return schema.pattern !== undefined && !new RegExp(schema.pattern, "u").test(value)
        ? "does not have the form that is asked for"
        : null;
    }
    case "array":
      if (!Array.isArray(value)) {
        return "needs a list";
      }
      if (schema.maxItems !== undefined && value.length > schema.maxItems) {
        return `has at most ${schema.maxItems} entries`;
      }
      return schema.minItems !== undefined && value.length < schema.minItems
        ? `has at least ${schema.minItems} entries`
        : null;
    case "object":
      return typeof value === "object" && !Array.isArray(value) ? null : "needs names with values";
    default:
      return null;
  }
}

function* propertyFaults(id: string, schema: ObjectSchema, properties: Component["properties"]): Generator<Complaint> {
  for (const [key, value] of Object.entries(properties)) {
    const known = schema.properties?.[key];
    const fault = known === undefined ? "is not known here" : valueFault(known, value);
    if (fault !== null) {
      yield { id, key, message: `${titled(key)} ${fault}` };
    }
  }
}

/** The schema of what a component or an arrow can say. */
export function schemaOf(design: Design, kinds: Kinds, thing: Component | Connection): ObjectSchema {
  if ("kind" in thing) {
    return kinds.get(thing.kind)?.properties ?? {};
  }
  const kindOf = (end: string): string => design.components.find((one) => one.id === componentOf(end))?.kind ?? "";
  return arrowSchema(kinds, thing, kindOf(thing.from), kindOf(thing.to));
}

function arrowSchema(kinds: Kinds, { from, to }: Connection, source: string, target: string): ObjectSchema {
  return kinds.arrowSchema({ kind: source, port: portOf(from) }, { kind: target, port: portOf(to) });
}

/** Everything that the server would refuse about the values and ports of a coherent design. */
export function* complaints(design: Design, kinds: Kinds): Generator<Complaint> {
  const kindOf = new Map(design.components.map((component) => [component.id, component.kind]));
  for (const component of design.components) {
    const kind = kinds.get(component.kind);
    if (kind === undefined) {
      yield { id: component.id, key: "kind", message: `there is no kind “${component.kind}”` };
    } else {
      yield* propertyFaults(component.id, kind.properties, component.properties);
    }
  }
  const calls = new Set(
    design.connections
      .filter((arrow) => arrow.semantics !== "error")
      .map((arrow) => `${componentOf(arrow.from)} ${componentOf(arrow.to)}`),
  );
  for (const arrow of design.connections) {
    const source = kindOf.get(componentOf(arrow.from)) ?? "";
    const target = kindOf.get(componentOf(arrow.to)) ?? "";
    const join = kinds
      .joins(source, target)
      .find((one) => one.source.id === portOf(arrow.from) && one.target.id === portOf(arrow.to));
    if (join === undefined) {
      yield { id: arrow.id, key: "to", message: kinds.whyNot(source, target) };
    } else if (!join.semantics.includes(arrow.semantics)) {
      yield { id: arrow.id, key: "semantics", message: `this arrow can be ${join.semantics.join(" or ")}` };
    } else {
      yield* propertyFaults(arrow.id, arrowSchema(kinds, arrow, source, target), arrow.properties);
      const answered = `${componentOf(arrow.to)} ${componentOf(arrow.from)}`;
      if (join.source.protocol === "refusal" && !calls.has(answered)) {
        yield { id: arrow.id, key: "from", message: "this error answer answers no call" };
      }
    }
  }
}
