/** Design → React Flow's nodes and edges. What has not changed stays the same object, so that React draws it once. */

import type { Edge, Node } from "@xyflow/react";
import { Position } from "@xyflow/react";

import type { Card } from "../core/cards";
import { CARD_WIDTH, boundariesOf, boxesOf, card } from "../core/cards";
import type { Box } from "../core/geometry";
import { spokenMark } from "../core/review";
import { labelRows } from "../core/svg";
import { shown } from "../core/text";
import type { Component, Connection, Point, Service } from "../core/types";
import { componentOf } from "../core/types";
import type { Editor, State } from "../session/editor";

export type Light = "can" | "cannot" | null;

export type ComponentNode = Node<
  { readonly component: Component; readonly card: Card; readonly light: Light; readonly locked: boolean },
  "component"
>;
export type ServiceNode = Node<{ readonly service: Service }, "service">;
export type CanvasNode = ComponentNode | ServiceNode;
/** Where it runs is not said here: it changes in mid-drag, and the arrow's shape asks for it. */
export type ArrowEdge = Edge<{ readonly arrow: Connection; readonly rows: readonly string[] }, "arrow">;

const DOT = 14;

function handlesOf(width: number, height: number): NonNullable<Node["handles"]> {
  const dot = { width: DOT, height: DOT, type: "source" as const };
  return [
    { ...dot, id: "right", position: Position.Right, x: width - DOT / 2, y: height / 2 - DOT / 2 },
    { ...dot, id: "left", position: Position.Left, x: -DOT / 2, y: height / 2 - DOT / 2 },
    { ...dot, id: "top", position: Position.Top, x: width / 2 - DOT / 2, y: -DOT / 2 },
    { ...dot, id: "bottom", position: Position.Bottom, x: width / 2 - DOT / 2, y: height - DOT / 2 },
    { id: "whole", type: "source" as const, position: Position.Left, x: 0, y: 0, width, height },
  ];
}

interface Kept<T> {
  readonly key: readonly unknown[];
  readonly made: T;
}

/** Keeps what it made, to give it again. */
export class Scenery {
  readonly #editor: Editor;
  #nodes = new Map<string, Kept<CanvasNode>>();
  #edges = new Map<string, Kept<ArrowEdge>>();
  #resting: Kept<CanvasNode[]> | null = null;
  #moved: Kept<CanvasNode[]> | null = null;
  #arrows: Kept<ArrowEdge[]> | null = null;

  constructor(editor: Editor) {
    this.#editor = editor;
  }

  /** `moving` is where what is dragged has got to. The boundaries of services stay: their shapes draw them as they are. */
  nodes(state: State, moving: State["moving"]): CanvasNode[] {
    const { history, selection, connecting, active, review } = state;
    const key = [history.design, selection, connecting, active, review.marks];
    if (this.#resting === null || !same(this.#resting.key, key)) {
      this.#resting = { key, made: this.#draw(state) };
    }
    const resting = this.#resting.made;
    if (moving === null) {
      return resting;
    }
    const own = [resting, moving];
    if (this.#moved === null || !same(this.#moved.key, own)) {
      this.#moved = { key: own, made: resting.map((node) => at(node, moving.get(node.id))) };
    }
    return this.#moved.made;
  }

  #draw(state: State): CanvasNode[] {
    const { design } = state.history;
    const { kinds } = this.#editor;
    const boxes = boxesOf(design, kinds);
    const boundaries = boundariesOf(design, boxes);
    const names = new Map(design.services.map((service) => [service.id, service.name]));
    const made = new Map<string, Kept<CanvasNode>>();
    const keep = (id: string, key: readonly unknown[], make: () => CanvasNode): void => {
      const known = this.#nodes.get(id);
      made.set(id, known !== undefined && same(known.key, key) ? known : { key, made: make() });
    };
    for (const service of design.services) {
      const box = boundaries.get(service.id);
      if (box !== undefined) {
        const selected = state.selection.has(service.id);
        const key = [service, box.left, box.top, box.right, box.bottom, selected];
        keep(service.id, key, () => serviceNode(service, box, selected));
      }
    }
    const source = design.components.find((one) => one.id === state.connecting);
    const first = design.components[0]?.id ?? null;
    const stop = state.active ?? first;
    for (const component of design.components) {
      const box = boxes.get(component.id);
      if (box === undefined) {
        continue;
      }
      const light = this.#light(component, source);
      const selected = state.selection.has(component.id);
      const locked = this.#editor.locked.has(component.id);
      const service = component.service === null ? "" : (names.get(component.service) ?? "");
      const review = spokenMark(state.review.marks, component.id);
      const key = [component, box.left, box.top, selected, light, locked, service, review, stop === component.id];
      keep(component.id, key, () => {
        const drawn = card(component, kinds);
        return {
          ...frame(component.id, box, selected),
          type: "component",
          data: { component, card: drawn, light, locked },
          draggable: !locked,
          zIndex: 10,
          // Not a button: what is written on the card is the first part of its name, with pauses between.
          ariaRole: "group",
          ariaLabel: `${drawn.full}${drawn.socket ? ", placeholder" : ""}${service === "" ? "" : `, in ${shown(service)}`}${locked ? ", locked" : ""}${selected ? ", selected" : ""}${review}`,
          domAttributes: { tabIndex: stop === component.id ? 0 : -1, "aria-roledescription": "component", "aria-description": shown(component.about) },
        };
      });
    }
    this.#nodes = made;
    return [...made.values()].map((one) => one.made);
  }

  #light(component: Component, source: Component | undefined): Light {
    if (source === undefined || source.id === component.id) {
      return null;
    }
    const { kinds } = this.#editor;
    const joins = kinds.joins(source.kind, component.kind).length > 0;
    return joins || kinds.isSocket(source.kind) !== kinds.isSocket(component.kind) ? "can" : "cannot";
  }

  edges({ history: { design }, selection, review }: State): ArrowEdge[] {
    const key = [design.connections, design.components, selection, review.marks];
    if (this.#arrows !== null && same(this.#arrows.key, key)) {
      return this.#arrows.made;
    }
    const names = new Map(design.components.map((one) => [one.id, shown(one.name)]));
    const made = new Map<string, Kept<ArrowEdge>>();
    for (const arrow of design.connections) {
      const [source, target] = [componentOf(arrow.from), componentOf(arrow.to)];
      const selected = selection.has(arrow.id);
      const label = `${arrow.semantics} arrow from ${names.get(source) ?? source} to ${names.get(target) ?? target}${spokenMark(review.marks, arrow.id)}`;
      const own = [arrow, selected, label];
      const known = this.#edges.get(arrow.id);
      made.set(arrow.id, known !== undefined && same(known.key, own) ? known : { key: own, made: edge(arrow, source, target, selected, label) });
    }
    this.#edges = made;
    this.#arrows = { key, made: [...made.values()].map((one) => one.made) };
    return this.#arrows.made;
  }
}

function edge(arrow: Connection, source: string, target: string, selected: boolean, ariaLabel: string): ArrowEdge {
  return {
    id: arrow.id,
    type: "arrow",
    source,
    target,
    sourceHandle: "whole",
    targetHandle: "whole",
    selected,
    // Above the services' boundaries, below the cards.
    zIndex: 5,
    ariaLabel,
    data: { arrow, rows: labelRows(arrow) },
  };
}

/** A node whose middle is there. */
function at(node: CanvasNode, middle: Point | undefined): CanvasNode {
  return middle === undefined ? node : { ...node, position: { x: middle.x - (node.width ?? 0) / 2, y: middle.y - (node.height ?? 0) / 2 } };
}

function same(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((value, at) => Object.is(value, other[at]));
}

function frame(id: string, box: Box, selected: boolean) {
  const [width, height] = [box.right - box.left, box.bottom - box.top];
  return {
    id,
    position: { x: box.left, y: box.top },
    width,
    height,
    measured: { width, height },
    handles: handlesOf(width, height),
    selected,
  };
}

function serviceNode(service: Service, box: Box, selected: boolean): ServiceNode {
  return {
    ...frame(service.id, box, selected),
    handles: [],
    type: "service",
    data: { service },
    zIndex: 0,
    dragHandle: ".service-title",
    // A frame that touches the boundary means the cards in it, not the whole service: a click selects it.
    selectable: false,
    connectable: false,
    ariaRole: "group",
    ariaLabel: `Service ${shown(service.name)}`,
    domAttributes: { tabIndex: -1, "aria-roledescription": "service" },
  };
}

/** How a card or service is styled in the overview. */
export function overviewClass(node: CanvasNode): string {
  return node.type === "component" && node.data.card.socket ? "is-component is-socket" : `is-${node.type}`;
}

/** The middle of a node whose upper left corner is there. */
export function middleFrom(corner: Point, height: number): Point {
  return { x: corner.x + CARD_WIDTH / 2, y: corner.y + height / 2 };
}
