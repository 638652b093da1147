/** What is written on a component's card, and how large it is: the card of a wide diagram in the catalog. */

import type { Kinds } from "./catalog";
import { resolved } from "./catalog";
import type { Box } from "./geometry";
import { around, hull } from "./geometry";
import { fit, shown, width, wrap } from "./text";
import type { Component, Design, Json, Kind, Point, PropertySchema } from "./types";

export const CARD_WIDTH = 172;
export const CARD_HEIGHT = 66;
export const ICON = 38;
export const NAME_SIZE = 13;
export const SMALL_SIZE = 11;
export const TITLE_SIZE = 12;
export const NAME_LINE = 15.5;
export const SMALL_LINE = 13.5;
const ROOM = 106;
/** Between a service's boundary and its components. */
export const PAD = 20;
/** Of a service's title, with the space below. */
export const TITLE_ROOM = 19;

export interface Row {
  readonly role: "name" | "kind" | "telling";
  readonly text: string;
}

export interface Card {
  readonly rows: readonly Row[];
  readonly height: number;
  /** All of it, in one sentence. */
  readonly full: string;
  readonly socket: boolean;
}

const CARDS = new WeakMap<Component, Card>();

export function card(component: Component, kinds: Kinds): Card {
  let made = CARDS.get(component);
  if (made === undefined) {
    made = make(component, kinds.get(component.kind));
    CARDS.set(component, made);
  }
  return made;
}

function make(component: Component, kind: Kind | undefined): Card {
  const title = kind?.title ?? component.kind;
  const name = shown(component.name);
  const told = kind === undefined ? [] : telling(component, kind);
  const rows: Row[] = [
    ...wrap(name, ROOM, NAME_SIZE, 3, true).map((text): Row => ({ role: "name", text })),
    ...wrap(title, ROOM, SMALL_SIZE, 2).map((text): Row => ({ role: "kind", text })),
    ...told.map((text): Row => ({ role: "telling", text: fit(brief(text), ROOM, SMALL_SIZE) })),
  ];
  const words = rows.reduce((sum, row) => sum + lineOf(row), 0);
  const height = Math.max(CARD_HEIGHT, Math.ceil((words + 18) / 2) * 2);
  const same = title.toLowerCase() === name.toLowerCase();
  return { rows, height, full: [name, ...(same ? [] : [title]), ...told].join(", "), socket: kind?.socket ?? false };
}

export function lineOf(row: Row): number {
  return row.role === "name" ? NAME_LINE : SMALL_LINE;
}

/** A setting without its first words, if it is too long for a card with them: "concurrency 5" rather than "reserved concur…". */
function brief(setting: string): string {
  const words = setting.split(" ");
  while (words.length > 2 && width(words.join(" "), SMALL_SIZE) > ROOM) {
    words.shift();
  }
  return words.join(" ");
}

/** The first settings that differ from the kind's defaults, at most two. */
function telling(component: Component, kind: Kind): readonly string[] {
  const schemas = kind.properties.properties ?? {};
  const told: string[] = [];
  for (const [key, schema] of Object.entries(schemas)) {
    const value = component.properties[key];
    const free = resolved(schema).schema.type === "string" && resolved(schema).schema.enum === undefined;
    if (value !== undefined && value !== null && value !== (schema.default ?? null) && isPlain(value) && !free) {
      told.push(said(key, schema, value));
    }
  }
  return told.slice(0, 2);
}

function isPlain(value: Json): value is string | number | boolean {
  return typeof value !== "object";
}

/** "timeout 30 s", "fifo", "no bisect". */
function said(key: string, schema: PropertySchema, value: string | number | boolean): string {
  const words = shown(key.replaceAll("_", " "));
  if (typeof value === "boolean") {
    return value ? words : `no ${words}`;
  }
  const { unit } = resolved(schema).schema;
  if (unit === "s" && typeof value === "number") {
    return `${words} ${lasting(value)}`;
  }
  const tail = unit !== undefined && /^(ms|MB|GB|MiB|min|h)$/.test(unit) ? ` ${unit}` : "";
  return shown(`${words} ${value}${tail}`);
}

/** 1209600 → "14 days". */
function lasting(seconds: number): string {
  const [days, hours] = [seconds / 86_400, seconds / 3_600];
  if (days >= 1 && Number.isInteger(days)) {
    return days === 1 ? "1 day" : `${days} days`;
  }
  return hours >= 1 && Number.isInteger(hours) ? `${hours} h` : `${seconds} s`;
}

const PLACES = new WeakMap<Design, ReadonlyMap<string, Point>>();
const BOXES = new WeakMap<Design, ReadonlyMap<string, Box>>();

/** Where every component is; one that nobody has placed, in a row below everything. */
export function placesOf(design: Design): ReadonlyMap<string, Point> {
  let made = PLACES.get(design);
  if (made === undefined) {
    made = place(design);
    PLACES.set(design, made);
  }
  return made;
}

function place(design: Design): ReadonlyMap<string, Point> {
  const places = new Map<string, Point>();
  let bottom = 0;
  for (const component of design.components) {
    const point = design.layout[component.id];
    if (point !== undefined) {
      places.set(component.id, point);
      bottom = Math.max(bottom, point.y + 120);
    }
  }
  let column = 0;
  for (const component of design.components) {
    if (!places.has(component.id)) {
      places.set(component.id, {
        x: (column % 6) * (CARD_WIDTH + 72) + CARD_WIDTH / 2,
        y: bottom + Math.floor(column / 6) * 120 + CARD_HEIGHT / 2,
      });
      column += 1;
    }
  }
  return places;
}

/** The box of every component, around its middle. */
export function boxesOf(design: Design, kinds: Kinds): ReadonlyMap<string, Box> {
  const made = BOXES.get(design);
  if (made !== undefined) {
    return made;
  }
  const places = placesOf(design);
  const boxes = new Map<string, Box>();
  for (const component of design.components) {
    const point = places.get(component.id) ?? { x: 0, y: 0 };
    boxes.set(component.id, around(point, CARD_WIDTH, card(component, kinds).height));
  }
  BOXES.set(design, boxes);
  return boxes;
}

/** The boundary of every service that owns something. */
export function boundariesOf(design: Design, boxes: ReadonlyMap<string, Box>): ReadonlyMap<string, Box> {
  const owned = new Map<string, Box[]>();
  for (const component of design.components) {
    const box = boxes.get(component.id);
    if (component.service !== null && box !== undefined) {
      const list = owned.get(component.service) ?? [];
      list.push(box);
      owned.set(component.service, list);
    }
  }
  const found = new Map<string, Box>();
  for (const service of design.services) {
    const inner = hull(owned.get(service.id) ?? []);
    if (inner !== null) {
      found.set(service.id, {
        left: inner.left - PAD,
        top: inner.top - PAD - TITLE_ROOM,
        right: inner.right + PAD,
        bottom: inner.bottom + PAD,
      });
    }
  }
  return found;
}
