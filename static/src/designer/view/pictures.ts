/**
 * Icons as pictures behind the cards: elements of their own, one within another, would be looked at in every frame of a
 * drag, for each of a hundred cards.
 */

import type { Palette } from "../core/svg";
import { escapeXml } from "../core/svg";
import { iconsOf } from "../files/icons";
import type { Catalog } from "../session/editor";

/** Gives every `.card-node` with a `data-kind` that kind's icon as `--icon`. */
export async function paintCards({ icons, kinds, notation: { palettes } }: Catalog): Promise<void> {
  const icon = await iconsOf(icons);
  const sheet = new CSSStyleSheet();
  for (const { id } of kinds.all) {
    const drawn = icon(id);
    if (drawn === null) {
      continue;
    }
    const { viewBox, inner } = drawn;
    // A picture does not know its page's colours.
    const inked = ({ ink }: Palette): string => address(viewBox, inner.replaceAll("currentColor", escapeXml(ink ?? "")));
    const card = `.card-node[data-kind="${CSS.escape(id)}"]`;
    sheet.insertRule(`${card} { --icon: url("${inked(palettes.light)}") }`);
    if (inner.includes("currentColor")) {
      const dark = `{ --icon: url("${inked(palettes.dark)}") }`;
      sheet.insertRule(`:root[data-theme="dark"] ${card} ${dark}`, sheet.cssRules.length);
      sheet.insertRule(`@media (prefers-color-scheme: dark) { :root:not([data-theme="light"]) ${card} ${dark} }`, sheet.cssRules.length);
    }
  }
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}

function address(viewBox: string, inner: string): string {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${escapeXml(viewBox)}">${inner}</svg>`;
  return URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
}
