/**
 * The code that the design gives now. While the panel is open the server is asked after each change; the last code
 * stays until the next is there, and stays with a reason where the design cannot be deployed or the server is away.
 */

import type { CodeFile } from "../core/code";
import { changedLines } from "../core/code";
import type { Design } from "../core/types";
import { ApiError, AwayError, api } from "../saving/api";
import type { Editor } from "./editor";
import type { Cancel } from "./rest";

export const FORMATS = { sam: "SAM", "cdk-typescript": "CDK TypeScript", "cdk-python": "CDK Python" } as const;
export const LANGUAGES = { python: "Python", nodejs: "Node.js" } as const;
export type Format = keyof typeof FORMATS;
export type Language = keyof typeof LANGUAGES;

export interface CodeState {
  readonly open: boolean;
  readonly format: Format;
  readonly language: Language;
  /** The files of the project; the infrastructure comes first. */
  readonly paths: readonly string[];
  readonly file: CodeFile | null;
  /** The lines that the last edit changed. */
  readonly changed: ReadonlySet<number>;
  /** Why the code is not that of the design as it is now; empty where it is. */
  readonly fault: string;
  readonly waiting: boolean;
}

export const NO_CODE: CodeState = {
  open: false,
  format: "sam",
  language: "python",
  paths: [],
  file: null,
  changed: new Set(),
  fault: "",
  waiting: false,
};

/** A hand that goes on drawing is not interrupted for code that is old at once. */
const PAUSE = 200;

export class Coder {
  readonly #editor: Editor;
  #asked: Design | null = null;
  #wait: Cancel = () => undefined;
  #request: AbortController | null = null;

  constructor(editor: Editor) {
    this.#editor = editor;
    editor.subscribe(() => this.#look());
  }

  get #state(): CodeState {
    return this.#editor.state.code;
  }

  #update(change: Partial<CodeState>): void {
    this.#editor.update({ code: { ...this.#state, ...change } });
  }

  #look(): void {
    const { design } = this.#editor;
    if (!this.#state.open || design === this.#asked) {
      return;
    }
    this.#asked = design;
    this.#wait();
    this.#wait = this.#editor.rest.after(PAUSE, () => void this.#ask(this.#state.file?.path ?? null));
    this.#update({ waiting: true });
  }

  async #ask(path: string | null): Promise<void> {
    const { design } = this.#editor;
    const { format, language } = this.#state;
    this.#asked = design;
    this.#request?.abort();
    const request = new AbortController();
    this.#request = request;
    try {
      const { paths, file } = await api.code(design, format, language, path, request.signal);
      if (!request.signal.aborted) {
        const before = this.#state.file;
        const changed = before !== null && before.path === file.path ? changedLines(before.text, file.text) : new Set<number>();
        this.#update({ paths, file, changed, fault: "", waiting: false });
      }
    } catch (error) {
      if (request.signal.aborted) {
        return;
      }
      if (!(error instanceof AwayError || error instanceof ApiError)) {
        throw error;
      }
      const fault = error instanceof AwayError ? "The server does not answer; this is the code from before." : error.message;
      this.#update({ fault, waiting: false });
    }
  }

  show(open: boolean): void {
    this.#update({ open });
    if (open) {
      void this.#ask(this.#state.file?.path ?? null);
    }
  }

  choose(change: { readonly format?: Format; readonly language?: Language }): void {
    // Another format has other files.
    this.#update({ ...change, file: null, changed: new Set(), waiting: true });
    void this.#ask(null);
  }

  openFile(path: string): void {
    this.#update({ waiting: true });
    void this.#ask(path);
  }
}
