/** Words for people; and how wide text is, by Helvetica's metrics (Adobe Font Metrics, thousandths), as `app/diagram/text.py` measures it. */

import type { Json } from "./types";

const PLAIN =
  "278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 278 278 " +
  "584 584 584 556 1015 667 667 722 722 667 611 778 722 278 500 667 556 833 722 778 667 778 722 667 611 722 667 944 " +
  "667 667 611 278 278 278 469 556 333 556 556 500 556 556 278 556 556 222 222 500 222 833 556 556 556 556 333 500 " +
  "278 556 500 722 500 500 500 334 260 334 584";
const WIDTHS = PLAIN.split(" ").map(Number);
/** Bold is this much wider at most. */
const BOLD = 1.08;
const SAFETY = 1.04;
const ELLIPSIS = "…";

/** The text as one line, without marks that would turn around what stands beside it. */
export function shown(text: string): string {
  return text
    .replace(/[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff]/g, "")
    // biome: control characters are what is looked for here.
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]/g, "")
    .replace(/\s+/g, " ")
    .trim();
}

/** "1 component", "2 components". */
export function counted(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

const INITIALS = /\b(?:api|fifo|jwt|url|vpc)\b/g;

/** A property's or a rule's name as words: "JWT issuer" of `jwt_issuer`. */
export function titled(name: string): string {
  const text = worded(name);
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The same within a sentence. */
export function worded(name: string): string {
  return name.replace(/[_-]/g, " ").replace(INITIALS, (word) => word.toUpperCase());
}

/** A value of a property, for people. */
export function valueText(value: Json | undefined): string {
  if (value === null || value === undefined || value === "") {
    return "none";
  }
  if (Array.isArray(value)) {
    return value.length === 0 ? "none" : value.map(valueText).join(", ");
  }
  if (typeof value === "object") {
    return Object.keys(value).length === 0 ? "none" : JSON.stringify(value);
  }
  return typeof value === "boolean" ? (value ? "yes" : "no") : typeof value === "number" ? numberText(value) : value;
}

export function numberText(value: number): string {
  return value.toLocaleString("en", { maximumFractionDigits: 20 });
}

export function width(text: string, size: number, bold = false): number {
  let sum = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (/\p{M}/u.test(character)) {
      continue;
    }
    sum += WIDTHS[code - 32] ?? (code > 0x1f000 ? 1400 : code >= 0x1100 ? 1000 : 760);
  }
  return (sum * size * SAFETY * (bold ? BOLD : 1)) / 1000;
}

export function fit(text: string, room: number, size: number, bold = false): string {
  if (width(text, size, bold) <= room) {
    return text;
  }
  let kept = "";
  for (const character of text) {
    if (width(kept + character + ELLIPSIS, size, bold) > room) {
      break;
    }
    kept += character;
  }
  return kept.trimEnd() + ELLIPSIS;
}

/** At most that many lines, none wider than `room`; what does not fit ends in an ellipsis. */
export function wrap(text: string, room: number, size: number, lines: number, bold = false): readonly string[] {
  const rows: string[] = [];
  for (const word of shown(text).split(" ")) {
    if (word === "") {
      continue;
    }
    const last = rows[rows.length - 1];
    if (last !== undefined && width(`${last} ${word}`, size, bold) <= room) {
      rows[rows.length - 1] = `${last} ${word}`;
    } else {
      rows.push(...pieces(word, room, size, bold));
    }
  }
  if (rows.length <= lines) {
    return rows;
  }
  const rest = rows.slice(lines - 1).join(" ");
  return [...rows.slice(0, lines - 1), fit(rest, room, size, bold)];
}

function pieces(word: string, room: number, size: number, bold: boolean): readonly string[] {
  const found: string[] = [];
  let rest = "";
  for (const character of word) {
    if (rest !== "" && width(rest + character, size, bold) > room) {
      found.push(rest);
      rest = "";
    }
    rest += character;
  }
  return [...found, rest];
}
