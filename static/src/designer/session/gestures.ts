/** What people do to a design, each as one step: place, connect, drop, arrange, remove, copy. */

import { added, arrow, moveInto, nextPlace } from "../core/arranging";
import { carried } from "../core/bends";
import { CARD_HEIGHT, CARD_WIDTH, boundariesOf, boxesOf, placesOf } from "../core/cards";
import type { Kinds, Way } from "../core/catalog";
import type { Fragment } from "../core/clipboard";
import { fragmentOf, graft, middleOf } from "../core/clipboard";
import { apply } from "../core/apply";
import { replacement } from "../core/difference";
import { freePlace, grow, holds, middle } from "../core/geometry";
import { IdSource, idsOf, slug } from "../core/ids";
import { bind, component, insertAt, merge, split, splits, touching, waysBetween } from "../core/joining";
import { removal } from "../core/removal";
import { distanceTo } from "../core/routes";
import { counted } from "../core/text";
import type { Component, Design, Edit, Kind, Point, Scene } from "../core/types";
import { batch, emptyDesign } from "../core/types";
import type { Aim, Editor } from "./editor";

/** Place a component of a kind; on a placeholder it takes its place, on an arrow it goes between, in a service it belongs there. */
export function placeKind(editor: Editor, kindId: string, wish: Point, exact = false): string | null {
  const kind = editor.kinds.get(kindId);
  if (kind === undefined) {
    return null;
  }
  const { design } = editor;
  const boxes = [...editor.boxes().values()];
  const socket = exact ? socketAt(editor, wish) : null;
  const bound = socket === null ? null : kindInPlace(editor, kind, socket);
  if (socket !== null && bound !== null) {
    const label = `Put ${kind.title} in the place of ${editor.nameOf(socket)}`;
    return editor.perform(bound.edit, label, { select: [bound.id], tell: true }) ? bound.id : null;
  }
  const at = exact ? wish : freePlace(wish, CARD_WIDTH, CARD_HEIGHT, boxes);
  const made = added(design, kind, at, serviceAt(editor, at));
  const target = exact ? arrowAt(editor, wish, kindId) : null;
  const edits: Edit[] = [made.edit];
  let label = `Add ${kind.title}`;
  if (target !== null) {
    const [between] = apply(design, made.edit);
    const fresh = new IdSource(idsOf(between)).fresh(`${target}-2`);
    const outcome = split(between, editor.kinds, target, made.id, fresh);
    if ("edit" in outcome) {
      edits.push(outcome.edit);
      label = `Put ${kind.title} into the arrow`;
    }
  }
  return editor.perform(batch(edits), label, { select: [made.id] }) ? made.id : null;
}

/** A new component where a placeholder is, with its arrows; null if it cannot have them. */
function kindInPlace(editor: Editor, kind: Kind, socket: string): { readonly edit: Edit; readonly id: string } | null {
  const { design, kinds } = editor;
  const at = placesOf(design).get(socket);
  if (kind.socket || at === undefined || touching(design, socket).length === 0) {
    return null;
  }
  const made = added(design, kind, at, serviceAt(editor, at));
  const outcome = bind(apply(design, made.edit)[0], kinds, socket, made.id);
  return "edit" in outcome ? { edit: batch([made.edit, outcome.edit]), id: made.id } : null;
}

/** Insert a pattern; dropped on a placeholder it takes its place. */
export function placeScene(editor: Editor, scene: Scene, wish: Point, exact = false): boolean {
  const { design, kinds } = editor;
  const socket = exact ? socketAt(editor, wish) : null;
  const fragment = fragmentOf(scene.design);
  const own = middleOf(fragment, kinds);
  if (socket !== null) {
    const by = roomFor(editor, fragment, wish);
    const outcome = insertAt(design, kinds, scene, socket, by);
    if ("fault" in outcome) {
      editor.fault(outcome.fault);
      return false;
    }
    const label = `Put ${scene.name} in the place of ${editor.nameOf(socket)}`;
    return editor.perform(outcome.edit, label, { select: outcome.grafted?.components ?? [], tell: true });
  }
  const by = exact ? { x: wish.x - own.x, y: wish.y - own.y } : roomFor(editor, fragment, wish);
  const grafted = graft(design, fragment, by, kinds);
  const services = scene.design.services.map((one) => grafted.ids.get(one.id) ?? one.id);
  const label = `Insert ${scene.name}: ${counted(grafted.components.length, "component")}`;
  return editor.perform(grafted.edit, label, { select: services.length > 0 ? services : grafted.components });
}

/** How far a fragment has to move so that its middle is near a wish and it touches nothing. */
function roomFor(editor: Editor, fragment: Fragment, wish: Point): Point {
  const own = middleOf(fragment, editor.kinds);
  const whole: Design = { ...emptyDesign("x"), ...fragment };
  const boxes = boxesOf(whole, editor.kinds);
  const sides = [...boxes.values(), ...boundariesOf(whole, boxes).values()];
  const width = Math.max(...sides.map((box) => box.right)) - Math.min(...sides.map((box) => box.left));
  const height = Math.max(...sides.map((box) => box.bottom)) - Math.min(...sides.map((box) => box.top));
  const there = editor.boxes();
  const taken = [...there.values(), ...boundariesOf(editor.design, there).values()];
  const at = freePlace(wish, width, height, taken, 40);
  return { x: Math.round(at.x - own.x), y: Math.round(at.y - own.y) };
}

/** Draw an arrow, or ask which where there are several ways. */
export function connect(editor: Editor, source: string, target: string): void {
  const [from, to] = [component(editor.design, source), component(editor.design, target)];
  if (from === undefined || to === undefined) {
    return;
  }
  const ways = waysBetween(editor.design, editor.kinds, source, target);
  const binding = canBind(editor, source, target);
  const [only] = ways;
  if (ways.length === 0 && !binding && canBind(editor, target, source)) {
    bindTo(editor, target, source);
  } else if (ways.length === 0 && !binding) {
    const unasked = editor.kinds.ways(from.kind, to.kind).length > 0;
    editor.fault(unasked ? `${from.name} could only answer ${to.name} with an error. Draw the call first.` : editor.kinds.whyNot(from.kind, to.kind));
  } else if (ways.length === 1 && only !== undefined && !binding) {
    drawArrow(editor, source, target, only);
  } else if (ways.length === 0) {
    bindTo(editor, source, target);
  } else {
    editor.open({ type: "ways", source, target });
  }
}

/** Whether the second can take the place of the first, which is a placeholder. */
export function canBind(editor: Editor, source: string, target: string): boolean {
  const { design, kinds } = editor;
  const socket = component(design, source);
  const heir = component(design, target);
  if (socket === undefined || heir === undefined || !kinds.isSocket(socket.kind) || kinds.isSocket(heir.kind)) {
    return false;
  }
  return touching(design, source).length > 0 && "edit" in bind(design, kinds, source, target);
}

export function bindTo(editor: Editor, socket: string, heir: string): boolean {
  const outcome = bind(editor.design, editor.kinds, socket, heir);
  if ("fault" in outcome) {
    editor.fault(outcome.fault);
    return false;
  }
  const label = `Put ${editor.nameOf(heir)} in the place of ${editor.nameOf(socket)}`;
  return editor.perform(outcome.edit, label, { select: [heir], tell: true });
}

export function drawArrow(editor: Editor, source: string, target: string, way: Way): void {
  const made = arrow(editor.design, source, target, way);
  const label = `Draw ${way.semantics} arrow from ${editor.nameOf(source)} to ${editor.nameOf(target)}`;
  editor.perform(made.edit, label, { select: [made.id] });
}

/** Add a component of a kind together with the arrow that leads to it (or comes from it). */
export function placeNext(editor: Editor, source: string, kindId: string, way: Way, at: Point | null, backwards: boolean): void {
  const kind = editor.kinds.get(kindId);
  const from = component(editor.design, source);
  const place = editor.places().get(source);
  if (kind === undefined || from === undefined || place === undefined) {
    return;
  }
  const along = backwards ? { x: place.x - (CARD_WIDTH + 72), y: place.y } : nextPlace(place);
  const to = at ?? freePlace(along, CARD_WIDTH, CARD_HEIGHT, [...editor.boxes().values()]);
  const made = added(editor.design, kind, to, from.service);
  const [between] = apply(editor.design, made.edit);
  const drawn = backwards ? arrow(between, made.id, source, way) : arrow(between, source, made.id, way);
  editor.perform(batch([made.edit, drawn.edit]), `Add ${kind.title} ${backwards ? "before" : "after"} ${from.name}`, { select: [made.id] });
}

export function remove(editor: Editor, ids: Iterable<string>): void {
  const chosen = [...ids];
  const gone = chosen.filter((id) => !editor.locked.has(id));
  if (gone.length === 0) {
    if (chosen.length > 0) {
      editor.fault(`${editor.nameOf(chosen[0] ?? "")} is locked. Unlock it first.`);
    }
    return;
  }
  const services = new Set(gone.filter((id) => editor.design.services.some((one) => one.id === id)));
  const members = editor.design.components.filter((one) => one.service !== null && services.has(one.service) && !editor.locked.has(one.id)).map((one) => one.id);
  const all = [...gone, ...members];
  const label = all.length === 1 ? `Remove ${editor.nameOf(all[0] ?? "")}` : `Remove ${all.length} things`;
  editor.perform(removal(editor.design, editor.kinds, all), label, { select: [] });
}

export function paste(editor: Editor, fragment: Fragment, at: Point | null, verb = "Paste"): void {
  const own = middleOf(fragment, editor.kinds);
  const by = at === null ? { x: 32, y: 32 } : { x: at.x - own.x, y: at.y - own.y };
  const grafted = graft(editor.design, fragment, by, editor.kinds);
  editor.perform(grafted.edit, `${verb} ${counted(grafted.components.length, "component")}`, { select: grafted.components });
}

/** Open a whole design into an empty canvas, just as it is; add its components to one that holds something. */
export function bring(editor: Editor, design: Design, verb: string): "opened" | "added" {
  if (editor.design.components.length + editor.design.services.length > 0) {
    paste(editor, fragmentOf(design), null);
    return "added";
  }
  editor.perform(replacement(editor.design, design), `${verb} ${design.name}`, { select: [] });
  return "opened";
}

/** Put things where they are to be, as one step. */
export function moveTo(editor: Editor, places: ReadonlyMap<string, Point>, label: string, more: readonly Edit[] = [], merge?: string): void {
  const { layout } = editor.design;
  const edits: Edit[] = [];
  for (const [id, to] of places) {
    const [x, y] = [Math.round(to.x), Math.round(to.y)];
    if (layout[id]?.x !== x || layout[id]?.y !== y) {
      edits.push({ type: "move", component: id, to: { x, y } });
    }
  }
  for (const [connection, points] of carried(editor.design, placesOf(editor.design), places)) {
    edits.push({ type: "bend", connection, points });
  }
  if (edits.length + more.length > 0) {
    editor.perform(batch([...edits, ...more]), label, merge === undefined ? {} : { merge });
  }
  editor.update({ moving: null, guides: [], aim: null });
}

/** What letting go of a single dragged component here would do, beyond moving it. */
export function aimOf(editor: Editor, id: string, at: Point): Aim | null {
  const { design, kinds } = editor;
  const dragged = component(design, id);
  if (dragged === undefined) {
    return null;
  }
  for (const [other, box] of editor.boxes()) {
    if (other === id || !holds(grow(box, -14), at)) {
      continue;
    }
    const under = component(design, other);
    if (under === undefined) {
      continue;
    }
    const says = outcomeOf(design, kinds, dragged, under);
    if (says !== null) {
      return { target: other, says };
    }
  }
  if (touching(design, id).length === 0) {
    const target = arrowAt(editor, at, dragged.kind);
    return target === null ? null : { target, says: "Go between" };
  }
  return null;
}

/** What letting go of a pattern from the palette here would do, beyond inserting it. */
export function aimOfScene(editor: Editor, scene: Scene, at: Point): Aim | null {
  const { design, kinds } = editor;
  const socket = socketAt(editor, at);
  return socket === null ? null : aimAt(editor, socket, `pattern ${scene.id} ${socket}`, () => "edit" in insertAt(design, kinds, scene, socket, { x: 0, y: 0 }));
}

/** The same of a single component. */
export function aimOfKind(editor: Editor, kindId: string, at: Point): Aim | null {
  const kind = editor.kinds.get(kindId);
  const socket = socketAt(editor, at);
  const aim = socket === null || kind === undefined ? null : aimAt(editor, socket, `kind ${kindId} ${socket}`, () => kindInPlace(editor, kind, socket) !== null);
  const between = aim === null ? arrowAt(editor, at, kindId) : null;
  return between === null ? aim : { target: between, says: "Go between" };
}

function aimAt(editor: Editor, socket: string, key: string, binds: () => boolean): Aim | null {
  const says = triedOut(editor.design, key, () => (binds() ? `Take the place of ${editor.nameOf(socket)}` : null));
  return says === null ? null : { target: socket, says };
}

/** What becomes of a component that is let go on another. */
function outcomeOf(design: Design, kinds: Kinds, dragged: Component, under: Component): string | null {
  return triedOut(design, `${dragged.id} ${under.id}`, () => {
    if (under.kind === dragged.kind) {
      return `Become one with ${under.name}`;
    }
    if (kinds.isSocket(dragged.kind) && "edit" in bind(design, kinds, dragged.id, under.id)) {
      return `${under.name} takes the place of ${dragged.name}`;
    }
    return kinds.isSocket(under.kind) && "edit" in bind(design, kinds, under.id, dragged.id) ? `Take the place of ${under.name}` : null;
  });
}

/** Binding is tried out, which takes too long for every frame. */
function triedOut(design: Design, key: string, find: () => string | null): string | null {
  const known = OUTCOMES.get(design) ?? new Map<string, string | null>();
  OUTCOMES.set(design, known);
  let says = known.get(key);
  if (says === undefined) {
    says = find();
    known.set(key, says);
  }
  return says;
}

const OUTCOMES = new WeakMap<Design, Map<string, string | null>>();

/** The end of a drag: move, and whatever the aim says. */
export function drop(editor: Editor, places: ReadonlyMap<string, Point>): void {
  const { design, kinds } = editor;
  const [only] = places.keys();
  const aim = editor.state.aim;
  if (places.size === 1 && only !== undefined && aim !== null) {
    const dragged = component(design, only);
    const under = component(design, aim.target);
    if (dragged !== undefined && under === undefined) {
      const moved = apply(design, { type: "move", component: only, to: places.get(only) ?? null });
      const fresh = new IdSource(idsOf(design)).fresh(slug(`${aim.target}-2`));
      const outcome = split(moved[0], kinds, aim.target, only, fresh);
      if ("edit" in outcome) {
        moveTo(editor, places, `Put ${dragged.name} into the arrow`, [outcome.edit]);
        return;
      }
    } else if (dragged !== undefined && under !== undefined) {
      if (dragged.kind === under.kind) {
        const outcome = merge(design, kinds, only, aim.target);
        editor.update({ moving: null, guides: [], aim: null });
        if ("fault" in outcome) {
          editor.fault(outcome.fault);
        } else {
          editor.perform(outcome.edit, `Make ${dragged.name} one with ${under.name}`, { select: [aim.target], tell: true });
        }
      } else if (kinds.isSocket(dragged.kind)) {
        bindTo(editor, only, aim.target);
      } else {
        bindTo(editor, aim.target, only);
      }
      return;
    }
  }
  const more = [...places].flatMap(([id, at]) => enters(editor, id, at, places));
  moveTo(editor, places, `Move ${editor.namesOf([...places.keys()])}`, more);
}

/** A component that is let go inside the boundary of another service joins it. */
function enters(editor: Editor, id: string, at: Point, moving: ReadonlyMap<string, Point>): readonly Edit[] {
  const one = component(editor.design, id);
  const home = serviceAt(editor, at, moving);
  if (one === undefined || home === null || one.service === home || editor.kinds.isSocket(one.kind)) {
    return [];
  }
  return [moveInto(editor.design, [id], home)];
}

/** The service whose boundary holds a point, drawn around what does not move. */
export function serviceAt(editor: Editor, at: Point, moving: ReadonlyMap<string, Point> = new Map()): string | null {
  const still: Design = { ...editor.design, components: editor.design.components.filter((one) => !moving.has(one.id)) };
  for (const [service, box] of boundariesOf(still, boxesOf(editor.design, editor.kinds))) {
    if (holds(box, at)) {
      return service;
    }
  }
  return null;
}

export function socketAt(editor: Editor, at: Point): string | null {
  for (const [id, box] of editor.boxes()) {
    if (holds(box, at) && editor.kinds.isSocket(component(editor.design, id)?.kind ?? "")) {
      return id;
    }
  }
  return null;
}

/** The arrow under a point that a component of a kind could be put into. */
export function arrowAt(editor: Editor, at: Point, kind: string): string | null {
  const { design, kinds } = editor;
  for (const [id, { points }] of editor.routes()) {
    const one = distanceTo(points, at) < 16 ? design.connections.find((each) => each.id === id) : undefined;
    if (one !== undefined && splits(design, kinds, one, kind)) {
      return id;
    }
  }
  return null;
}

/** The middle of what is selected. */
export function middleOfSelection(editor: Editor): Point | null {
  const boxes = editor.boxes();
  const first = editor.selectedComponents().map((id) => boxes.get(id)).find((box) => box !== undefined);
  return first === undefined ? null : middle(first);
}
