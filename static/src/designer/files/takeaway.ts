/** Pictures and files of a design; each carries the design, so that opening it restores everything. */

import type { Change } from "../core/difference";
import { intoPng, wrapText } from "../core/embed";
import { slug } from "../core/ids";
import type { Drawn } from "../core/svg";
import { toSvg } from "../core/svg";
import type { Design } from "../core/types";
import { ApiError, AwayError, api } from "../saving/api";
import type { Format, Language } from "../session/code";
import type { Editor } from "../session/editor";
import { iconsOf } from "./icons";

const MAX_SIDE = 8_000;

export function documentOf(editor: Editor): string {
  return JSON.stringify(editor.design, null, 2);
}

export function save(name: string, data: Blob): void {
  const address = URL.createObjectURL(data);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // The download has begun by then; the address would keep the data in memory.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

function fileName(editor: Editor, ending: string): string {
  return `${slug(editor.design.name, "design")}.${ending}`;
}

function isDark(): boolean {
  const chosen = document.documentElement.dataset["theme"];
  return chosen === "dark" || (chosen !== "light" && window.matchMedia("(prefers-color-scheme: dark)").matches);
}

async function drawn(editor: Editor, embed: boolean): Promise<Drawn> {
  const { kinds, notation } = editor.catalog;
  return toSvg(editor.design, {
    kinds,
    notation,
    theme: isDark() ? "dark" : "light",
    icon: await iconsOf(editor.catalog.icons),
    ...(embed ? { metadata: wrapText(documentOf(editor)) } : {}),
  });
}

async function png(editor: Editor): Promise<Blob> {
  const { svg, width, height } = await drawn(editor, false);
  const scale = Math.min(2, MAX_SIDE / Math.max(width, height));
  const address = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    const plain = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/png"));
    if (plain === null) {
      throw new RangeError("the picture is too large for this browser");
    }
    const bytes = intoPng(new Uint8Array(await plain.arrayBuffer()), documentOf(editor));
    return new Blob([new Uint8Array(bytes)], { type: "image/png" });
  } finally {
    URL.revokeObjectURL(address);
  }
}

export async function downloadSvg(editor: Editor): Promise<void> {
  const { svg } = await drawn(editor, true);
  save(fileName(editor, "svg"), new Blob([svg], { type: "image/svg+xml" }));
  editor.notify("The SVG holds the design: open it here to go on with it.");
}

export async function downloadPng(editor: Editor): Promise<void> {
  try {
    save(fileName(editor, "png"), await png(editor));
    editor.notify("The PNG holds the design: open it here to go on with it.");
  } catch (error) {
    editor.fault(`The picture could not be made: ${error instanceof Error ? error.message : "unknown"}.`);
  }
}

export function downloadJson(editor: Editor): void {
  save(fileName(editor, "json"), new Blob([documentOf(editor)], { type: "application/json" }));
}

export async function downloadYaml(editor: Editor): Promise<void> {
  try {
    save(fileName(editor, "yaml"), await api.yaml(editor.design));
  } catch (error) {
    if (!(error instanceof AwayError || error instanceof ApiError)) {
      throw error;
    }
    editor.fault("The server does not answer, and only it writes YAML. Take the design away as JSON instead.");
  }
}

/** Two versions in one picture, as an address that lasts until it is given back. */
export async function pictureOf(editor: Pick<Editor, "catalog">, design: Design, marks?: ReadonlyMap<string, Change>): Promise<string> {
  const { kinds, notation } = editor.catalog;
  const { svg } = toSvg(design, { kinds, notation, theme: isDark() ? "dark" : "light", icon: await iconsOf(editor.catalog.icons), ...(marks === undefined ? {} : { marks }) });
  return URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
}

export async function copyImage(editor: Editor): Promise<void> {
  try {
    await navigator.clipboard.write([new ClipboardItem({ "image/png": png(editor) })]);
    editor.notify("The picture is in the clipboard.");
  } catch {
    editor.fault("This browser does not let a page copy pictures. Take it away as PNG instead.");
  }
}

/** As text, which drawing programs and editors take; pasted here it is the design again. */
export async function copySvg(editor: Editor): Promise<void> {
  try {
    await navigator.clipboard.writeText((await drawn(editor, true)).svg);
    editor.notify("The SVG is in the clipboard, and holds the design.");
  } catch {
    editor.fault("This browser does not let a page copy. Take it away as SVG instead.");
  }
}

/** The project that deploys the design. */
export async function downloadProject(editor: Editor, format: Format, language: Language): Promise<void> {
  try {
    const { name, zip } = await api.project(editor.design, format, language);
    save(name, zip);
    editor.notify(`${name} is a project that deploys: its README says how.`);
  } catch (error) {
    if (!(error instanceof AwayError || error instanceof ApiError)) {
      throw error;
    }
    editor.fault(error instanceof AwayError ? "The server does not answer, and only it can export. Try again later." : `That cannot be deployed yet: ${error.message}.`);
  }
}
