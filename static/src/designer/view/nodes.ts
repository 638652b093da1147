/** Design → React Flow's nodes and edges. What has not changed stays the same object, so that React draws it once. */

import type { Edge, Node } from "@xyflow/react";
import { Position } from "@xyflow/react";

import type { Card } from "../core/cards";
import { CARD_WIDTH, boundariesOf, boxesOf, card } from "../core/cards";
import type { Box } from "../core/geometry";
import type { Line } from "../core/lines";
import { linesOf, middleLine } from "../core/lines";
import type { Route } from "../core/routes";
import { routesOf } from "../core/routes";
import { labelRows } from "../core/svg";
import { shown } from "../core/text";
import type { Component, Connection, Point, Service } from "../core/types";
import { componentOf } from "../core/types";
import type { Editor, State } from "../session/editor";

export type Light = "can" | "cannot" | "aim" | null;

export type ComponentNode = Node<
  { readonly component: Component; readonly card: Card; readonly light: Light; readonly says: string; readonly locked: boolean },
  "component"
>;
export type ServiceNode = Node<{ readonly service: Service; readonly entry: string }, "service">;
export type CanvasNode = ComponentNode | ServiceNode;
export type ArrowEdge = Edge<
  {
    readonly arrow: Connection;
    readonly route: Route;
    readonly lines: readonly Line[];
    readonly middle: string;
    readonly rows: readonly string[];
    readonly light: boolean;
  },
  "arrow"
>;

const DOT = 14;

function handlesOf(width: number, height: number): NonNullable<Node["handles"]> {
  const dot = { width: DOT, height: DOT, type: "source" as const };
  return [
    { ...dot, id: "right", position: Position.Right, x: width - DOT / 2, y: height / 2 - DOT / 2 },
    { ...dot, id: "left", position: Position.Left, x: -DOT / 2, y: height / 2 - DOT / 2 },
    { ...dot, id: "top", position: Position.Top, x: width / 2 - DOT / 2, y: -DOT / 2 },
    { ...dot, id: "bottom", position: Position.Bottom, x: width / 2 - DOT / 2, y: height - DOT / 2 },
    { id: "whole", type: "target" as const, position: Position.Left, x: 0, y: 0, width, height },
  ];
}

/** Keeps what it made, to give it again. */
export class Scenery {
  readonly #editor: Editor;
  #nodes = new Map<string, { key: readonly unknown[]; node: CanvasNode }>();
  #edges = new Map<string, { key: readonly unknown[]; edge: ArrowEdge }>();
  #routes: ReadonlyMap<string, Route> = new Map();

  constructor(editor: Editor) {
    this.#editor = editor;
  }

  draw(state: State): { nodes: CanvasNode[]; edges: ArrowEdge[] } {
    const { design } = state.history;
    const { kinds } = this.#editor;
    const places = this.#editor.places();
    const boxes = boxesOf(design, kinds, places);
    const boundaries = boundariesOf(design, boxes);
    const names = new Map(design.services.map((service) => [service.id, service.name]));
    const nodes: CanvasNode[] = [];
    const made = new Map<string, { key: readonly unknown[]; node: CanvasNode }>();
    const keep = (id: string, key: readonly unknown[], make: () => CanvasNode): void => {
      const known = this.#nodes.get(id);
      const entry = known !== undefined && same(known.key, key) ? known : { key, node: make() };
      made.set(id, entry);
      nodes.push(entry.node);
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
      const light = this.#light(component, source, state);
      const says = state.aim?.target === component.id ? state.aim.says : "";
      const selected = state.selection.has(component.id);
      const locked = state.locked.has(component.id);
      const service = component.service === null ? "" : (names.get(component.service) ?? "");
      const key = [component, box.left, box.top, selected, light, says, locked, service, stop === component.id];
      keep(component.id, key, () => {
        const drawn = card(component, kinds);
        return {
          ...frame(component.id, box, selected),
          type: "component",
          data: { component, card: drawn, light, says, locked },
          draggable: !locked,
          zIndex: 10,
          // Not a button: what is written on the card is the first part of its name, with pauses between.
          ariaRole: "group",
          ariaLabel: `${drawn.full}${drawn.socket ? ", placeholder" : ""}${service === "" ? "" : `, in ${shown(service)}`}${locked ? ", locked" : ""}${selected ? ", selected" : ""}`,
          domAttributes: { tabIndex: stop === component.id ? 0 : -1, "aria-roledescription": "component", "aria-description": shown(component.about) },
        };
      });
    }
    this.#nodes = made;
    return { nodes, edges: this.#arrows(state, boxes) };
  }

  #light(component: Component, source: Component | undefined, state: State): Light {
    if (state.aim?.target === component.id) {
      return "aim";
    }
    if (source === undefined || source.id === component.id) {
      return null;
    }
    const { kinds } = this.#editor;
    const joins = kinds.joins(source.kind, component.kind).length > 0;
    return joins || (kinds.isSocket(source.kind) && !kinds.isSocket(component.kind)) ? "can" : "cannot";
  }

  #arrows(state: State, boxes: ReadonlyMap<string, Box>): ArrowEdge[] {
    const { connections } = state.history.design;
    this.#routes = routesOf(connections, boxes, this.#routes);
    const made = new Map<string, { key: readonly unknown[]; edge: ArrowEdge }>();
    const edges: ArrowEdge[] = [];
    for (const arrow of connections) {
      const route = this.#routes.get(arrow.id);
      if (route === undefined) {
        continue;
      }
      const selected = state.selection.has(arrow.id);
      const light = state.aim?.target === arrow.id;
      const key = [arrow, route, selected, light];
      const known = this.#edges.get(arrow.id);
      const entry = known !== undefined && same(known.key, key) ? known : { key, edge: this.#edge(arrow, route, selected, light) };
      made.set(arrow.id, entry);
      edges.push(entry.edge);
    }
    this.#edges = made;
    return edges;
  }

  #edge(arrow: Connection, route: Route, selected: boolean, light: boolean): ArrowEdge {
    const { notation } = this.#editor.catalog;
    const [source, target] = [componentOf(arrow.from), componentOf(arrow.to)];
    return {
      id: arrow.id,
      type: "arrow",
      source,
      target,
      sourceHandle: "right",
      targetHandle: "whole",
      selected,
      // Above the services' boundaries, below the cards.
      zIndex: 5,
      ariaLabel: `${arrow.semantics} arrow from ${shown(this.#editor.nameOf(source))} to ${shown(this.#editor.nameOf(target))}`,
      data: {
        arrow,
        route,
        lines: linesOf(route.points, arrow.semantics, notation.strokes[arrow.semantics]),
        middle: middleLine(route.points),
        rows: labelRows(arrow),
        light,
      },
    };
  }

  /** Where an arrow runs now. */
  route(id: string): Route | undefined {
    return this.#routes.get(id);
  }
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
    data: { service, entry: "" },
    zIndex: 0,
    dragHandle: ".service-title",
    connectable: false,
    ariaRole: "group",
    ariaLabel: `Service ${shown(service.name)}`,
    domAttributes: { tabIndex: -1, "aria-roledescription": "service" },
  };
}

/** The middle of a node whose upper left corner is there. */
export function middleFrom(corner: Point, height: number): Point {
  return { x: corner.x + CARD_WIDTH / 2, y: corner.y + height / 2 };
}
