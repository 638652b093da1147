/** Bringing a design in: YAML, JSON, or a picture that carries one. What cannot be read changes nothing. */

import { fromPng, fromSvg, isPng } from "../core/embed";
import type { Design } from "../core/types";
import { ApiError, AwayError, api } from "../saving/api";
import type { Editor } from "../session/editor";
import { bring } from "../session/gestures";

const MAX_BYTES = 40 * 2 ** 20;

export async function readFile(file: Blob & { readonly name?: string }): Promise<Design> {
  if (file.size > MAX_BYTES) {
    throw new ApiError(413, `the file is larger than ${MAX_BYTES / 2 ** 20} MiB`);
  }
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text: string | null;
  if (isPng(bytes)) {
    text = fromPng(bytes);
  } else {
    text = new TextDecoder().decode(bytes);
    if (text.trimStart().startsWith("<")) {
      text = fromSvg(text);
    }
  }
  if (text === null) {
    throw new ApiError(422, "this picture carries no design; only pictures that were taken away from here do");
  }
  return api.readFile(text);
}

/** Open into an empty canvas; add to one that holds something. */
export async function bringIn(editor: Editor, file: Blob & { readonly name?: string }, shown: () => void): Promise<void> {
  let design: Design;
  try {
    design = await readFile(file);
  } catch (error) {
    if (error instanceof ApiError || error instanceof AwayError) {
      editor.fault(`${file.name ?? "The file"} was not opened: ${error.message}.`);
      return;
    }
    throw error;
  }
  const done = bring(editor, design, "Open");
  editor.notify(done === "opened" ? `${design.name} is open.` : `${design.name} was added.`, true);
  shown();
}

export function chooseFile(editor: Editor, shown: () => void): void {
  const input = document.createElement("input");
  input.type = "file";
  input.accept = ".yaml,.yml,.json,.svg,.png";
  input.addEventListener("change", () => {
    const [file] = input.files ?? [];
    if (file !== undefined) {
      void bringIn(editor, file, shown);
    }
  });
  input.click();
}
