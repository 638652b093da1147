/** Pasting: parts of a design, a whole one as text or as a picture's text, or a file that was copied elsewhere. */

import { fromText } from "../core/clipboard";
import type { Editor } from "../session/editor";
import { paste } from "../session/gestures";
import { bringIn } from "./intake";

/** SVG, JSON, or YAML with what every design has. */
const DESIGN = /^\s*[<{]|^(name|components):/m;

/** What was copied here last counts where the clipboard has nothing of ours, or is closed to the page. */
export function pasteIn(editor: Editor, text: string, file: File | undefined, shown: () => void): void {
  const fragment = fromText(text);
  if (fragment !== null) {
    paste(editor, fragment, null);
  } else if (file !== undefined) {
    void bringIn(editor, file, shown);
  } else if (DESIGN.test(text)) {
    void bringIn(editor, new File([text], "The clipboard"), shown);
  } else if (editor.clipboard !== null) {
    paste(editor, editor.clipboard, null);
  } else {
    editor.announce("There is nothing to paste");
  }
}
