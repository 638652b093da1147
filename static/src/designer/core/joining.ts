/**
 * How patterns grow together: a socket gives way to what takes its place, two components of one kind become one, a
 * component is put into an arrow. Each function gives an edit, or says why it cannot be done.
 */

import type { Kinds, Way } from "./catalog";
import { apply } from "./apply";
import type { Grafted } from "./clipboard";
import { fragmentOf, graft } from "./clipboard";
import { answersOnly, namedBy, removal } from "./removal";
import type { Component, Connection, Design, Edit, Point, Properties, Scene, Semantics } from "./types";
import { batch, componentOf, portOf } from "./types";

export type Outcome = { readonly edit: Edit } | { readonly fault: string };

export function component(design: Design, id: string): Component | undefined {
  return design.components.find((one) => one.id === id);
}

/** The arrows that touch a component. */
export function touching(design: Design, id: string): readonly Connection[] {
  return design.connections.filter((arrow) => componentOf(arrow.from) === id || componentOf(arrow.to) === id);
}

/** The ways that an arrow between two components may take; an error answer needs a call that it answers. */
export function waysBetween(design: Design, kinds: Kinds, source: string, target: string): readonly Way[] {
  const called = design.connections.some((arrow) => arrow.semantics !== "error" && componentOf(arrow.from) === target && componentOf(arrow.to) === source);
  return kinds.ways(component(design, source)?.kind ?? "", component(design, target)?.kind ?? "").filter((way) => called || way.protocol !== "refusal");
}

/** The way between two kinds that comes nearest to what an arrow said before. Only an answer becomes an answer. */
function nearestWay(kinds: Kinds, source: string, target: string, meaning: Semantics, protocol: string): Way | undefined {
  const ways = kinds.ways(source, target);
  const fitting = ways.filter((way) => (way.semantics === "error") === (meaning === "error") && (way.protocol === "refusal") === (protocol === "refusal"));
  return (
    fitting.find((way) => way.protocol === protocol && way.semantics === meaning) ??
    fitting.find((way) => way.semantics === meaning && way.usual) ??
    fitting.find((way) => way.usual)
  );
}

/** What of an arrow's properties can still be said on another way. */
function stillSaid(kinds: Kinds, source: string, target: string, way: Way, properties: Properties): Properties {
  const schema = kinds.arrowSchema({ kind: source, port: way.source }, { kind: target, port: way.target });
  return Object.fromEntries(Object.entries(properties).filter(([key]) => schema.properties?.[key] !== undefined));
}

function replaceArrow(before: Connection, after: Connection): readonly Edit[] {
  const edits: Edit[] = [];
  for (const field of ["from", "to", "semantics"] as const) {
    if (before[field] !== after[field]) {
      edits.push({ type: "set", id: before.id, field, value: after[field] });
    }
  }
  for (const key of Object.keys(before.properties)) {
    if (!Object.hasOwn(after.properties, key)) {
      edits.push({ type: "unset-property", id: before.id, key });
    }
  }
  for (const [key, value] of Object.entries(after.properties)) {
    if (before.properties[key] !== value) {
      edits.push({ type: "set-property", id: before.id, key, value });
    }
  }
  return edits;
}

/** An arrow with one end at another component, or null if no arrow of its kind can lead there. */
function rebound(design: Design, kinds: Kinds, arrow: Connection, old: string, heir: Component): Connection | null {
  const [from, to] = [componentOf(arrow.from), componentOf(arrow.to)];
  const source = from === old ? heir : component(design, from);
  const target = to === old ? heir : component(design, to);
  const kind = component(design, from)?.kind ?? "";
  const protocol = kinds.port(kind, portOf(arrow.from))?.protocol ?? "";
  if (source === undefined || target === undefined || source.id === target.id) {
    return null;
  }
  const way = nearestWay(kinds, source.kind, target.kind, arrow.semantics, protocol);
  if (way === undefined) {
    return null;
  }
  let properties = stillSaid(kinds, source.kind, target.kind, way, arrow.properties);
  if (to === old && kinds.get(source.kind)?.family === "Compute" && (properties["known_as"] ?? null) === null) {
    properties = { ...properties, known_as: old };
  }
  return {
    ...arrow,
    from: `${source.id}.${way.source}`,
    to: `${target.id}.${way.target}`,
    semantics: way.semantics,
    properties,
  };
}

/** Put a component in a placeholder's place: the placeholder goes, its arrows lead to the component. */
export function bind(design: Design, kinds: Kinds, socketId: string, heirId: string): Outcome {
  const socket = component(design, socketId);
  const heir = component(design, heirId);
  if (socket === undefined || heir === undefined || socketId === heirId) {
    return { fault: "There is nothing to bind." };
  }
  if (!kinds.isSocket(socket.kind)) {
    return { fault: `${socket.name} is no placeholder.` };
  }
  const edits: Edit[] = [];
  const kept = new Set<string>();
  for (const arrow of touching(design, socketId)) {
    const after = rebound(design, kinds, arrow, socketId, heir);
    if (after !== null) {
      kept.add(arrow.id);
      edits.push(...replaceArrow(arrow, after));
    } else if (arrow.semantics !== "error") {
      const [source, target] = componentOf(arrow.from) === socketId ? [heir, other(design, arrow, socketId)] : [other(design, arrow, socketId), heir];
      const why = source?.id === target?.id ? `${heir.name} would call itself.` : kinds.whyNot(source?.kind ?? "", target?.kind ?? "");
      return { fault: `${heir.name} cannot take the place of ${socket.name}. ${why}` };
    }
  }
  return finish(design, kinds, edits, socketId);
}

function other(design: Design, arrow: Connection, id: string): Component | undefined {
  const [from, to] = [componentOf(arrow.from), componentOf(arrow.to)];
  return component(design, from === id ? to : from);
}

/** The edits, and then the removal of a component as the design is after them. */
function finish(design: Design, kinds: Kinds, edits: readonly Edit[], gone: string): Outcome {
  const [between] = apply(design, batch(edits));
  const doubles = doubled(between, gone);
  return { edit: batch([...edits, removal(between, kinds, [gone, ...doubles])]) };
}

/** Arrows that say the same as another one. */
function doubled(design: Design, gone: string): readonly string[] {
  const seen = new Set<string>();
  const found: string[] = [];
  for (const arrow of design.connections) {
    if (componentOf(arrow.from) === gone || componentOf(arrow.to) === gone) {
      continue;
    }
    const { known_as: _, ...said } = arrow.properties;
    const key = JSON.stringify([arrow.from, arrow.to, arrow.semantics, said]);
    if (seen.has(key)) {
      found.push(arrow.id);
    }
    seen.add(key);
  }
  return found;
}

/** Make two components of one kind one: `gone` goes, `kept` keeps its settings and gets all arrows. */
export function merge(design: Design, kinds: Kinds, goneId: string, keptId: string): Outcome {
  const gone = component(design, goneId);
  const kept = component(design, keptId);
  if (gone === undefined || kept === undefined || goneId === keptId) {
    return { fault: "There is nothing to merge." };
  }
  if (gone.kind !== kept.kind) {
    return { fault: `A ${kinds.title(gone.kind)} and a ${kinds.title(kept.kind)} cannot become one.` };
  }
  const edits: Edit[] = [];
  for (const arrow of touching(design, goneId)) {
    const [from, to] = [componentOf(arrow.from), componentOf(arrow.to)];
    if ([from, to].every((id) => id === goneId || id === keptId)) {
      continue;
    }
    if (from === goneId) {
      edits.push({ type: "set", id: arrow.id, field: "from", value: `${keptId}.${portOf(arrow.from)}` });
    }
    if (to === goneId) {
      edits.push({ type: "set", id: arrow.id, field: "to", value: `${keptId}.${portOf(arrow.to)}` });
      const source = component(design, from);
      if (kinds.get(source?.kind ?? "")?.family === "Compute" && (arrow.properties["known_as"] ?? null) === null) {
        edits.push({ type: "set-property", id: arrow.id, key: "known_as", value: goneId });
      }
    }
  }
  for (const [key, value] of Object.entries(gone.properties)) {
    if (!Object.hasOwn(kept.properties, key)) {
      edits.push({ type: "set-property", id: keptId, key, value });
    }
  }
  return finish(design, kinds, edits, goneId);
}

/** Put a component into an arrow: source → component → target. */
export function split(design: Design, kinds: Kinds, arrowId: string, middleId: string, fresh: string): Outcome {
  const arrow = design.connections.find((one) => one.id === arrowId);
  const between = component(design, middleId);
  const source = arrow && component(design, componentOf(arrow.from));
  const target = arrow && component(design, componentOf(arrow.to));
  if (arrow === undefined || between === undefined || source === undefined || target === undefined) {
    return { fault: "There is nothing to split." };
  }
  if (source.id === middleId || target.id === middleId) {
    return { fault: `${between.name} is an end of this arrow already.` };
  }
  const first = nearestWay(kinds, source.kind, between.kind, arrow.semantics, "");
  const second = nearestWay(kinds, between.kind, target.kind, arrow.semantics, "");
  if (first === undefined) {
    return { fault: kinds.whyNot(source.kind, between.kind) };
  }
  if (second === undefined) {
    return { fault: kinds.whyNot(between.kind, target.kind) };
  }
  const before: Connection = {
    ...arrow,
    from: `${source.id}.${first.source}`,
    to: `${middleId}.${first.target}`,
    semantics: first.semantics,
    properties: stillSaid(kinds, source.kind, between.kind, first, arrow.properties),
  };
  const connection: Connection = {
    id: fresh,
    from: `${middleId}.${second.source}`,
    to: `${target.id}.${second.target}`,
    semantics: second.semantics,
    label: "",
    about: "",
    // Whose failures they were is the first part's to say.
    properties: stillSaid(kinds, between.kind, target.kind, second, Object.fromEntries(Object.entries(arrow.properties).filter(([key]) => key !== "of"))),
  };
  const after: Edit[] = [{ type: "add-connection", connection, index: null }];
  for (const failure of design.connections) {
    const named = namedBy(failure);
    if (componentOf(failure.from) === target.id && named.includes(arrowId)) {
      after.push({ type: "set-property", id: failure.id, key: "of", value: named.map((id) => (id === arrowId ? fresh : id)) });
    }
  }
  after.push(...answersLed(design, kinds, arrowId, target.id, middleId));
  return { edit: batch([...replaceArrow(arrow, before), ...after]) };
}

/** The errors that answer only this call go from one component to another where that can have them, and else away. */
export function answersLed(design: Design, kinds: Kinds, call: string, from: string, to: string): readonly Edit[] {
  const answers = answersOnly(design, kinds, call);
  const way = kinds.ways(component(design, from)?.kind ?? "", component(design, to)?.kind ?? "").find(({ protocol }) => protocol === "refusal");
  return way === undefined
    ? [removal(design, kinds, answers.map(({ id }) => id))]
    : answers.flatMap((answer) => replaceArrow(answer, { ...answer, from: `${from}.${way.source}`, to: `${to}.${way.target}` }));
}

/** Whether an arrow could be split by a component of a kind. */
export function splits(design: Design, kinds: Kinds, arrow: Connection, kind: string): boolean {
  const [source, target] = [component(design, componentOf(arrow.from)), component(design, componentOf(arrow.to))];
  return (
    source !== undefined &&
    target !== undefined &&
    nearestWay(kinds, source.kind, kind, arrow.semantics, "") !== undefined &&
    nearestWay(kinds, kind, target.kind, arrow.semantics, "") !== undefined
  );
}

/** Insert a pattern so that it takes a placeholder's place. `by` moves it from where the catalog draws it. */
export function insertAt(design: Design, kinds: Kinds, scene: Scene, socketId: string, by: Point): Outcome & { grafted?: Grafted } {
  const socket = component(design, socketId);
  if (socket === undefined) {
    return { fault: "There is nothing to bind." };
  }
  const grafted = graft(design, fragmentOf(scene.design), by, kinds);
  const [inserted] = apply(design, grafted.edit);
  const called = touching(design, socketId).some((arrow) => componentOf(arrow.to) === socketId && arrow.semantics !== "error");
  let fault = "";
  for (const heir of heirs(scene, kinds, called)) {
    const id = grafted.ids.get(heir) ?? heir;
    const outcome = bind(inserted, kinds, socketId, id);
    if ("fault" in outcome) {
      fault ||= outcome.fault;
      continue;
    }
    const [bound] = apply(inserted, outcome.edit);
    const spare = spareSockets(scene, kinds, heir, called).map((one) => grafted.ids.get(one) ?? one);
    return { edit: batch([grafted.edit, outcome.edit, removal(bound, kinds, spare)]), grafted };
  }
  return { fault: fault || `${scene.name} cannot take the place of ${socket.name}.` };
}

/** Which components of a pattern may stand for it: its entry where it is called, whoever calls out where it calls. */
function heirs(scene: Scene, kinds: Kinds, called: boolean): readonly string[] {
  const { design } = scene;
  const own = design.components.filter((one) => !kinds.isSocket(one.kind)).map((one) => one.id);
  const first = called
    ? [scene.entry]
    : design.connections.filter((arrow) => isSocket(design, kinds, componentOf(arrow.to))).map((arrow) => componentOf(arrow.from));
  return [...new Set([...first, scene.entry, ...own])].filter((id) => own.includes(id));
}

function isSocket(design: Design, kinds: Kinds, id: string): boolean {
  return kinds.isSocket(component(design, id)?.kind ?? "");
}

/** The pattern's own placeholders that the binding has answered. */
function spareSockets(scene: Scene, kinds: Kinds, heir: string, called: boolean): readonly string[] {
  const { design } = scene;
  return design.components
    .filter((one) => kinds.isSocket(one.kind))
    .filter((one) => {
      const arrows = touching(design, one.id).filter((arrow) => arrow.semantics !== "error");
      const mine = (arrow: Connection): boolean =>
        called
          ? componentOf(arrow.from) === one.id && componentOf(arrow.to) === heir
          : componentOf(arrow.to) === one.id && componentOf(arrow.from) === heir;
      return arrows.length > 0 && arrows.every(mine);
    })
    .map((one) => one.id);
}
