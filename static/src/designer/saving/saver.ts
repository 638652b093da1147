/**
 * Keeps a design: first in the browser's journal, then on the server. A closed tab, a killed server or no network costs
 * nothing; what is only in the journal is sent when the server answers again.
 */

import { merged } from "../core/merging";
import type { Design } from "../core/types";
import type { Editor } from "../session/editor";
import type { Stored } from "./api";
import { ApiError, AwayError, api } from "./api";
import type { Entry, Journal } from "./journal";

export type Status =
  | "empty"
  | "saving"
  | "saved"
  /** Only in this browser, until the server answers. */
  | "local"
  | "conflict"
  /** The server refuses the design as it is; the journal has it. */
  | "refused"
  /** The browser keeps no journal and the server did not answer. */
  | "unsaved";

const IDLE = 700;
const AGAIN = 4_000;

/** An id of our own, as the server takes it: 32 hexadecimal digits. */
export function freshKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export class Saver {
  #status: Status = "empty";
  #why = "";
  readonly #listeners = new Set<() => void>();
  readonly #editor: Editor;
  readonly #journal: Journal;
  #key: string;
  #id: string | null;
  #etag: string | null;
  #base: Design | null;
  #seen: Design;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #writing = false;
  #written = true;
  #sending = false;
  #dirty = false;
  /** What somebody else saved, while a person decides. */
  #theirs: { design: Design; etag: string } | null = null;

  constructor(editor: Editor, journal: Journal, entry: Pick<Entry, "key" | "id" | "etag" | "base" | "unsaved">) {
    this.#editor = editor;
    this.#journal = journal;
    this.#key = entry.key;
    this.#id = entry.id;
    this.#etag = entry.etag;
    this.#base = entry.base;
    this.#seen = editor.design;
    this.#status = entry.id !== null && !entry.unsaved ? "saved" : "empty";
    this.#dirty = entry.unsaved;
    editor.subscribe(() => this.#look());
    globalThis.addEventListener("online", () => this.#soon(0));
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden" && this.#dirty) {
        void this.#send();
      }
    });
    if (entry.unsaved) {
      this.#soon(0);
    }
  }

  get status(): Status {
    return this.#status;
  }

  get why(): string {
    return this.#why;
  }

  get id(): string | null {
    return this.#id;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  #say(status: Status, why = ""): void {
    this.#why = why;
    if (status !== this.#status) {
      this.#status = status;
      for (const listener of this.#listeners) {
        listener();
      }
    }
  }

  #look(): void {
    if (this.#editor.design === this.#seen) {
      return;
    }
    this.#seen = this.#editor.design;
    this.#dirty = true;
    if (this.#id === null) {
      this.#show();
    }
    this.#say("saving");
    void this.#write();
    this.#soon(IDLE);
  }

  /** The design's own address, under which the journal finds it after a reload even before the server knows it. */
  #show(): void {
    const address = `/designs/${encodeURIComponent(this.#key)}`;
    if (location.pathname !== address) {
      history.replaceState(null, "", address);
    }
  }

  #soon(after: number): void {
    if (this.#timer !== null) {
      clearTimeout(this.#timer);
    }
    this.#timer = setTimeout(() => void this.#send(), after);
  }

  /** One write at a time; what changed meanwhile is written next. */
  async #write(): Promise<void> {
    if (this.#writing) {
      return;
    }
    this.#writing = true;
    try {
      let last: Design | null = null;
      while (last !== this.#editor.design) {
        last = this.#editor.design;
        await this.#journal.write(this.#entry());
      }
      this.#written = true;
    } catch {
      // A private window may forbid IndexedDB; the server still gets everything.
      this.#written = false;
    } finally {
      this.#writing = false;
    }
  }

  #entry(): Entry {
    return {
      key: this.#key,
      id: this.#id,
      etag: this.#etag,
      base: this.#base,
      design: this.#editor.design,
      locked: [...this.#editor.state.locked],
      unsaved: this.#dirty,
      changed: Date.now(),
    };
  }

  async #send(): Promise<void> {
    if (this.#sending || !this.#dirty || this.#status === "conflict") {
      return;
    }
    this.#sending = true;
    const { design } = this.#editor;
    try {
      let done: Stored;
      if (this.#id === null || this.#etag === null) {
        // If the answer gets lost, this is what the server has.
        this.#base ??= design;
        done = await api.create(this.#key, design);
      } else {
        done = await api.write(this.#id, design, this.#etag);
      }
      await this.#confirmed(done.id, done.etag, design);
    } catch (error) {
      await this.#failed(error);
    } finally {
      this.#sending = false;
    }
    if (this.#dirty && this.#status === "saving") {
      this.#soon(IDLE);
    }
  }

  async #confirmed(id: string, etag: string, design: Design): Promise<void> {
    this.#id = id;
    this.#etag = etag;
    this.#base = design;
    this.#dirty = this.#editor.design !== design;
    await this.#write();
    this.#say(this.#dirty ? "saving" : "saved");
  }

  async #failed(error: unknown): Promise<void> {
    if (error instanceof ApiError && error.status === 412) {
      await this.#joinTheirs(this.#key);
    } else if (error instanceof ApiError && (error.status === 422 || error.status === 413)) {
      this.#say("refused", error.message);
    } else if (error instanceof AwayError || error instanceof ApiError) {
      this.#say(this.#written ? "local" : "unsaved", error.message);
      this.#soon(AGAIN);
    } else {
      throw error;
    }
  }

  /** Somebody else saved: join both changes where they do not touch, ask where they do. */
  async #joinTheirs(id: string): Promise<void> {
    const theirs = await api.read(id).catch(() => null);
    if (theirs === null) {
      this.#say("local", "the server is away");
      this.#soon(AGAIN);
      return;
    }
    const result = this.#base === null ? { touches: ["everything"] } : merged(this.#base, this.#editor.design, theirs.design);
    if ("touches" in result) {
      this.#theirs = theirs;
      this.#say("conflict", result.touches.map((one) => this.#editor.nameOf(one)).join(", "));
      this.#editor.open({ type: "conflict" });
      return;
    }
    this.#id = id;
    this.#etag = theirs.etag;
    this.#base = theirs.design;
    this.#editor.replaceBase(result.design);
    this.#editor.notify("Somebody else saved this design too. Both changes are in it now.");
    this.#soon(0);
  }

  /** The answer to a conflict. */
  async resolve(choice: "mine" | "theirs" | "copy"): Promise<void> {
    const theirs = this.#theirs;
    this.#theirs = null;
    this.#editor.open(null);
    if (theirs === null) {
      return;
    }
    this.#say("saving");
    if (choice === "copy") {
      this.#id = null;
      this.#etag = null;
      this.#base = null;
      this.#key = freshKey();
      this.#show();
    } else {
      this.#etag = theirs.etag;
      this.#base = theirs.design;
    }
    if (choice === "theirs") {
      this.#editor.load(theirs.design);
    }
    this.#dirty = true;
    await this.#write();
    this.#soon(0);
  }

  /** Save now, such as with Ctrl+S. */
  now(): void {
    if (this.#dirty) {
      this.#soon(0);
    } else {
      this.#editor.announce("Everything is saved");
    }
  }
}
