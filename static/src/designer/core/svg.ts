/** A design as an SVG file, in the catalog's notation; words are text, never markup. */

import type { Card } from "./cards";
import { ICON, NAME_SIZE, SMALL_LINE, SMALL_SIZE, TITLE_SIZE, boundariesOf, boxesOf, card, lineOf } from "./cards";
import type { Kinds } from "./catalog";
import type { Change } from "./difference";
import type { Box } from "./geometry";
import { grow, hull } from "./geometry";
import type { Line, Strokes } from "./lines";
import { linesOf } from "./lines";
import { routesOf } from "./routes";
import { shown, width, wrap } from "./text";
import type { Component, Connection, Design, Point, Service } from "./types";

export type Palette = { readonly [colour: string]: string };

/** How things look: from the server, which has it from `app/diagram/theme.py`. */
export interface Notation {
  readonly strokes: Strokes;
  readonly palettes: { readonly light: Palette; readonly dark: Palette };
  readonly font: string;
}

export interface SvgOptions {
  readonly kinds: Kinds;
  readonly notation: Notation;
  readonly theme: "light" | "dark";
  /** A kind's icon as the inside of a <symbol>, with its viewBox; null where there is none. */
  readonly icon: (kind: string) => { readonly viewBox: string; readonly inner: string } | null;
  /** Text to be kept inside <metadata>, such as the design itself. */
  readonly metadata?: string;
  /** What has changed, by id: framed and signed, and what is gone is drawn pale. */
  readonly marks?: ReadonlyMap<string, Change>;
}

const SIGNS: Readonly<Record<Change, { readonly sign: string; readonly colour: string }>> = {
  added: { sign: "+", colour: "accent" },
  removed: { sign: "−", colour: "error" },
  changed: { sign: "~", colour: "ink" },
};

const MARGIN = 24;

export function escapeXml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}

export interface Drawn {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

export function toSvg(design: Design, options: SvgOptions): Drawn {
  const { kinds, notation } = options;
  const colours = notation.palettes[options.theme];
  const paint = (name: string): string => escapeXml(colours[name] ?? "#000000");
  const boxes = boxesOf(design, kinds);
  const services = boundariesOf(design, boxes);
  const routes = routesOf(design.connections, boxes, design.bends);
  const covered: Box[] = [...boxes.values(), ...services.values()];
  for (const { points, label } of routes.values()) {
    covered.push(...points.map((point) => grow({ left: point.x, top: point.y, right: point.x, bottom: point.y }, 14)));
    covered.push(grow({ left: label.x, top: label.y, right: label.x, bottom: label.y }, 40));
  }
  const whole = grow(hull(covered) ?? { left: 0, top: 0, right: 200, bottom: 100 }, MARGIN);
  const [wide, high] = [Math.ceil(whole.right - whole.left), Math.ceil(whole.bottom - whole.top)];
  const text = (at: Point, said: string, size: number, colour: string, bold = false, centred = false): string =>
    `<text x="${round(at.x)}" y="${round(at.y)}" font-size="${size}" fill="${paint(colour)}"` +
    `${bold ? ' font-weight="600"' : ""}${centred ? ' text-anchor="middle"' : ""} unicode-bidi="isolate">${escapeXml(said)}</text>`;

  const pale = (id: string): string => (options.marks?.get(id) === "removed" ? ' opacity="0.45"' : "");
  const sign = (id: string, at: Point): string => {
    const change = options.marks?.get(id);
    if (change === undefined) {
      return "";
    }
    const { sign: said, colour } = SIGNS[change];
    const round = `<circle cx="${at.x}" cy="${at.y}" r="9" fill="${paint(colour)}"><title>${change}</title></circle>`;
    return round + text({ x: at.x, y: at.y + 4.5 }, said, 14, "paper", true, true);
  };
  const frame = (id: string, box: Box): string => {
    const change = options.marks?.get(id);
    const look = change === undefined ? "" : `fill="none" stroke="${paint(SIGNS[change].colour)}" stroke-width="2.5"${change === "removed" ? ' stroke-dasharray="6 4"' : ""}`;
    return look === "" ? "" : rect(grow(box, 4), 13, look) + sign(id, { x: box.right, y: box.top });
  };

  const service = (one: Service): string => {
    const box = services.get(one.id);
    if (box === undefined) {
      return "";
    }
    const title = text({ x: box.left + 12, y: box.top + 21 }, shown(one.name), TITLE_SIZE, "muted", true);
    const look = `fill="${paint("service")}" stroke="${paint("service_edge")}"`;
    return `<g${pale(one.id)}>${rect(box, 14, look)}${title}</g>${sign(one.id, { x: box.right, y: box.top })}`;
  };
  const used = new Set<string>();
  const node = (one: Component): string => {
    const box = boxes.get(one.id);
    if (box === undefined) {
      return "";
    }
    used.add(one.kind);
    const made = card(one, kinds);
    const look = made.socket
      ? `fill="${paint("socket")}" stroke="${paint("socket_edge")}" stroke-dasharray="4 3"`
      : `fill="${paint("card")}" stroke="${paint("card_edge")}"`;
    const inside = rect(box, 10, look) + icon(one, box, paint("ink")) + words(made, box, text);
    return `<g${pale(one.id)}><title>${escapeXml(made.full)}</title>${inside}</g>${frame(one.id, box)}`;
  };
  const arrow = (one: Connection): string => {
    const route = routes.get(one.id);
    const stroke = notation.strokes[one.semantics];
    if (route === undefined) {
      return "";
    }
    const colour = paint(stroke.colour);
    const lines = linesOf(route.points, one.semantics, stroke).map((line) => linePath(line, colour, stroke.width));
    return `<g fill="none"${pale(one.id)}>${lines.join("")}</g>`;
  };
  const label = (one: Connection): string => {
    const route = routes.get(one.id);
    const rows = route === undefined ? [] : labelRows(one);
    const colour = one.semantics === "error" ? "error" : "muted";
    const high = rows.length * SMALL_LINE;
    const half = Math.max(0, ...rows.map((row) => width(row, SMALL_SIZE))) / 2 + 2;
    const beside = route?.beside ?? "above";
    const top = (route?.label.y ?? 0) + { above: -9 - high, below: 9, right: -high / 2 }[beside];
    const x = (route?.label.x ?? 0) + (beside === "right" ? 10 + half : 0);
    const backs = rows.map((_, at) =>
      rect({ left: x - half, top: top + at * SMALL_LINE, right: x + half, bottom: top + (at + 1) * SMALL_LINE }, 0, `fill="${paint("paper")}" fill-opacity="0.8"`),
    );
    const said = rows.map((row, at) => text({ x, y: top + (at + 1) * SMALL_LINE - 3 }, row, SMALL_SIZE, colour, false, true));
    const at = route === undefined ? null : { x: route.label.x, y: route.label.y };
    return backs.join("") + said.join("") + (at === null ? "" : sign(one.id, at));
  };
  const body = [
    ...design.services.map(service),
    ...design.connections.map(arrow),
    ...design.components.map(node),
    ...design.connections.map(label),
  ].join("");
  const symbols = [...used].sort().map((kind) => symbol(kind, options)).join("");
  const kept = options.metadata === undefined ? "" : `<metadata>${escapeXml(options.metadata)}</metadata>`;
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${wide}" height="${high}" ` +
    `viewBox="${round(whole.left)} ${round(whole.top)} ${wide} ${high}" role="img" font-family="${escapeXml(notation.font)}">` +
    `<title>${escapeXml(shown(design.name))}</title>${kept}<defs>${symbols}</defs>` +
    `${rect(whole, 0, `fill="${paint("paper")}"`)}${body}</svg>\n`;
  return { svg, width: wide, height: high };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function rect(box: Box, radius: number, look: string): string {
  const [wide, high] = [box.right - box.left, box.bottom - box.top];
  return `<rect x="${round(box.left)}" y="${round(box.top)}" width="${round(wide)}" height="${round(high)}" rx="${radius}" ${look}/>`;
}

function icon(one: Component, box: Box, ink: string): string {
  const top = (box.top + box.bottom - ICON) / 2;
  return `<use href="#icon-${one.kind}" color="${ink}" x="${round(box.left + 13)}" y="${round(top)}" width="${ICON}" height="${ICON}"/>`;
}

function words(made: Card, box: Box, text: (at: Point, said: string, size: number, colour: string, bold?: boolean) => string): string {
  let base = (box.top + box.bottom) / 2 - made.rows.reduce((sum, row) => sum + lineOf(row), 0) / 2;
  return made.rows
    .map((row) => {
      base += lineOf(row);
      const name = row.role === "name";
      const colour = name ? "ink" : row.role === "kind" ? "muted" : "accent";
      const at = { x: box.left + 13 + ICON + 10, y: base - (name ? 3.5 : 3) };
      return text(at, row.text, name ? NAME_SIZE : SMALL_SIZE, colour, row.role !== "kind");
    })
    .join("");
}

/** An arrow's label in lines. */
export function labelRows(arrow: Connection): readonly string[] {
  return wrap(arrow.label, 110, SMALL_SIZE, 3);
}

function linePath(line: Line, colour: string, strokeWidth: number): string {
  const dash = line.dash === null ? "" : ` stroke-dasharray="${line.dash}"`;
  const look = line.filled ? `fill="${colour}"` : `stroke="${colour}" stroke-width="${strokeWidth}"${dash}`;
  return `<path d="${line.d}" ${look}/>`;
}

function symbol(kind: string, options: SvgOptions): string {
  const drawn = options.icon(kind);
  if (drawn !== null) {
    return `<symbol id="icon-${kind}" viewBox="${escapeXml(drawn.viewBox)}">${drawn.inner}</symbol>`;
  }
  const glyph = escapeXml(options.kinds.get(kind)?.glyph ?? "?");
  return (
    `<symbol id="icon-${kind}" viewBox="0 0 48 48"><rect x="3" y="3" width="42" height="42" rx="9" fill="none" ` +
    `stroke="currentColor" stroke-width="2.5"/><text x="24" y="31" text-anchor="middle" font-size="20" ` +
    `font-weight="700" fill="currentColor">${glyph}</text></symbol>`
  );
}
