/**
 * The design inside its own picture: as <metadata> in an SVG, as an iTXt chunk (PNG specification, 11.3.4.5) in a PNG.
 * Opening such a picture restores the design.
 */

const KEY = "patternbook-design";
const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** The text to put into <metadata>. */
export function wrapText(document: string): string {
  const bytes = new TextEncoder().encode(document);
  let binary = "";
  for (let at = 0; at < bytes.length; at += 0x8000) {
    binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  }
  return `${KEY}:${btoa(binary)}`;
}

/** The document that an SVG's text carries; null if it carries none. */
export function fromSvg(svg: string): string | null {
  const found = new RegExp(`${KEY}:([A-Za-z0-9+/=]+)`).exec(svg)?.[1];
  if (found === undefined) {
    return null;
  }
  try {
    const binary = atob(found);
    return new TextDecoder("utf-8", { fatal: true }).decode(Uint8Array.from(binary, (one) => one.charCodeAt(0)));
  } catch {
    return null;
  }
}

export function isPng(bytes: Uint8Array): boolean {
  return SIGNATURE.every((byte, at) => bytes[at] === byte);
}

/** The PNG with the document in a chunk before its end. Raises RangeError for what is no PNG. */
export function intoPng(png: Uint8Array, document: string): Uint8Array {
  const end = [...chunks(png)].find((chunk) => chunk.type === "IEND");
  if (end === undefined) {
    throw new RangeError("this is no PNG");
  }
  const text = new TextEncoder().encode(document);
  const key = new TextEncoder().encode(KEY);
  // Key, 0, not compressed, method 0, no language, 0, no translated key, 0, text.
  const data = new Uint8Array(key.length + 5 + text.length);
  data.set(key, 0);
  data.set(text, key.length + 5);
  const chunk = new Uint8Array(12 + data.length);
  const view = new DataView(chunk.buffer);
  view.setUint32(0, data.length);
  chunk.set(new TextEncoder().encode("iTXt"), 4);
  chunk.set(data, 8);
  view.setUint32(8 + data.length, crc(chunk.subarray(4, 8 + data.length)));
  const out = new Uint8Array(png.length + chunk.length);
  out.set(png.subarray(0, end.at), 0);
  out.set(chunk, end.at);
  out.set(png.subarray(end.at), end.at + chunk.length);
  return out;
}

/** The document that a PNG carries; null if it carries none or is damaged. */
export function fromPng(png: Uint8Array): string | null {
  for (const { type, data } of chunks(png)) {
    if (type !== "iTXt") {
      continue;
    }
    const end = data.indexOf(0);
    if (end > 0 && new TextDecoder("latin1").decode(data.subarray(0, end)) === KEY && data[end + 1] === 0) {
      try {
        return new TextDecoder("utf-8", { fatal: true }).decode(data.subarray(end + 5));
      } catch {
        return null;
      }
    }
  }
  return null;
}

interface Chunk {
  readonly type: string;
  readonly at: number;
  readonly data: Uint8Array;
}

function* chunks(png: Uint8Array): Generator<Chunk> {
  if (!isPng(png)) {
    return;
  }
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  for (let at = 8; at + 12 <= png.length; ) {
    const length = view.getUint32(at);
    if (at + 12 + length > png.length) {
      return;
    }
    const type = String.fromCharCode(...png.subarray(at + 4, at + 8));
    yield { type, at, data: png.subarray(at + 8, at + 8 + length) };
    at += 12 + length;
  }
}

const TABLE = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit += 1) {
    value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  }
  return value;
});

function crc(bytes: Uint8Array): number {
  let value = 0xffffffff;
  for (const byte of bytes) {
    value = (TABLE[(value ^ byte) & 0xff] ?? 0) ^ (value >>> 8);
  }
  return (value ^ 0xffffffff) >>> 0;
}
