/**
 * Keeps a design: first in the browser's journal, then on the server. A closed tab, a killed server or no network costs
 * nothing; what is only in the journal is sent when the server answers again.
 */

import { merged } from "../core/merging";
import type { Design } from "../core/types";
import type { Dialog } from "../session/dialogs";
import type { Editor } from "../session/editor";
import type { Cancel } from "../session/rest";
import type { Stored } from "./api";
import { ApiError, AwayError, api } from "./api";
import type { Entry, Journal } from "./journal";
import { freshKey } from "./journal";

export type Status =
  | "empty"
  | "saving"
  | "saved"
  /** Only in this browser, until the server answers. */
  | "local"
  | "conflict"
  /** Somebody deleted the design. */
  | "deleted"
  /** The server refuses the design as it is; the journal has it. */
  | "refused"
  /** The browser keeps no journal and the server did not answer. */
  | "unsaved";

/** What a saver begins with. */
export interface Start {
  /** The design's id, its own or the server's. */
  readonly of: string;
  readonly id: string | null;
  readonly etag: string | null;
  readonly base: Design | null;
  readonly design: Design;
  readonly unsaved: boolean;
  /** The entry that it was found in, which is not needed once this page has written its own. */
  readonly from: Entry["key"] | null;
}

/** Another version that a person has to choose about, and what the server has now. */
interface Other {
  readonly design: Design;
  readonly etag: string | null;
  readonly base: Design | null;
  /** The entry of a closed tab, where it comes from there. */
  readonly entry: Entry["key"] | null;
}

const IDLE = 700;
const AGAIN = 4_000;

export class Saver {
  #status: Status = "empty";
  #why = "";
  readonly #listeners = new Set<() => void>();
  readonly #editor: Editor;
  readonly #journal: Journal;
  #of: string;
  #id: string | null;
  #etag: string | null;
  #base: Design | null;
  /** Entries that say nothing more once this page has written its own. */
  #obsolete: readonly Entry["key"][];
  #last: Entry | null = null;
  #seen: Design;
  #wait: Cancel = () => undefined;
  #writing: Promise<void> | null = null;
  #written = true;
  #sending = false;
  #dirty = false;
  #theirs: Other | null = null;
  /** What a person has to decide before anything can be sent. */
  #question: Dialog | null = null;

  constructor(editor: Editor, journal: Journal, start: Start) {
    this.#editor = editor;
    this.#journal = journal;
    this.#of = start.of;
    this.#id = start.id;
    this.#etag = start.etag;
    this.#base = start.base;
    this.#obsolete = start.from === null ? [] : [start.from];
    this.#seen = editor.design;
    this.#status = start.id !== null && !start.unsaved ? "saved" : "empty";
    this.#dirty = start.unsaved;
    editor.subscribe(() => this.#look());
    globalThis.addEventListener("online", () => this.#soon(0));
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden" && this.#dirty) {
        void this.#send();
      }
    });
    if (start.unsaved) {
      void this.#write();
      this.#soon(0);
    } else {
      void this.#takeIn();
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
    void this.#write();
    if (this.#question === null) {
      this.#say("saving");
      this.#soon(IDLE);
    }
  }

  /** The design's own address, under which the journal finds it after a reload even before the server knows it. */
  #show(): void {
    const address = `/designs/${encodeURIComponent(this.#of)}`;
    if (location.pathname !== address) {
      history.replaceState(null, "", address);
    }
  }

  #soon(after: number): void {
    this.#wait();
    this.#wait = this.#editor.rest.after(after, () => void this.#send());
  }

  /** One write at a time; what changed meanwhile is written next. Ends when the journal has what there is. */
  #write(): Promise<void> {
    this.#writing = (this.#writing ?? Promise.resolve()).then(() => this.#writeNow());
    return this.#writing;
  }

  async #writeNow(): Promise<void> {
    const entry = this.#entry();
    const last = this.#last;
    if (last !== null && last.design === entry.design && last.etag === entry.etag && last.unsaved === entry.unsaved && last.key[0] === entry.key[0]) {
      return;
    }
    try {
      await this.#journal.write(entry);
      this.#last = entry;
      this.#written = true;
      await Promise.all(this.#obsolete.map((key) => this.#journal.remove(key)));
      this.#obsolete = [];
    } catch {
      // A private window may forbid IndexedDB; the server still gets everything.
      this.#written = false;
    }
  }

  #entry(): Entry {
    return {
      key: [this.#of, this.#journal.writer],
      id: this.#id,
      etag: this.#etag,
      base: this.#base,
      design: this.#editor.design,
      unsaved: this.#dirty,
      changed: Date.now(),
    };
  }

  async #send(): Promise<void> {
    if (this.#sending || !this.#dirty || this.#question !== null) {
      return;
    }
    this.#sending = true;
    const { design } = this.#editor;
    try {
      let done: Stored;
      if (this.#id === null || this.#etag === null) {
        // If the answer gets lost, this is what the server has.
        this.#base ??= design;
        done = await api.create(this.#of, design);
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
    await this.#takeIn();
  }

  async #failed(error: unknown): Promise<void> {
    if (error instanceof ApiError && error.status === 412) {
      await this.#joinTheirs(this.#of);
    } else if (error instanceof ApiError && (error.status === 422 || error.status === 413)) {
      this.#say("refused", error.message);
    } else if (error instanceof ApiError && (error.status === 404 || error.reason === "in-bin")) {
      this.#ask("deleted", error.message, { type: "deleted", restores: error.reason === "in-bin" });
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
      this.#choose({ design: theirs.design, etag: theirs.etag, base: theirs.design, entry: null }, result.touches);
      return;
    }
    this.#id = id;
    this.#etag = theirs.etag;
    this.#base = theirs.design;
    this.#editor.takeIn(result.design, "Take in what somebody else saved");
    this.#editor.notify("Somebody else saved this design too. Both changes are in it now.");
    this.#soon(0);
  }

  #choose(theirs: Other, touches: readonly string[]): void {
    this.#theirs = theirs;
    const names = touches.map((one) => this.#editor.nameOf(one)).join(", ");
    this.#ask("conflict", names, { type: "conflict", tab: theirs.entry !== null });
  }

  #ask(status: Status, why: string, question: Dialog): void {
    this.#question = question;
    this.#say(status, why);
    this.#editor.open(question);
  }

  #answered(): void {
    this.#question = null;
    this.#theirs = null;
    this.#editor.open(null);
  }

  /** Take in, one after the other, what tabs that were closed before they could send it have left in the journal. */
  async #takeIn(): Promise<void> {
    if (this.#id === null || this.#dirty) {
      return;
    }
    for (const entry of await this.#journal.leftBehind(this.#of).catch(() => [])) {
      if (this.#dirty || this.#question !== null) {
        // The person has gone on; after the next save there is another occasion.
        return;
      }
      if (entry.unsaved) {
        const result = entry.base === null ? { touches: ["everything"] } : merged(entry.base, entry.design, this.#editor.design);
        if ("touches" in result) {
          this.#choose({ design: entry.design, etag: this.#etag, base: this.#base, entry: entry.key }, result.touches);
          return;
        }
        if (this.#editor.takeIn(result.design, "Take in what a closed tab left")) {
          this.#obsolete = [...this.#obsolete, entry.key];
          this.#editor.notify("What a closed tab had not sent yet is in the design now.");
          return;
        }
      }
      await this.#journal.remove(entry.key);
    }
  }

  /** The answer to a conflict. */
  async resolve(choice: "mine" | "theirs" | "copy"): Promise<void> {
    const theirs = this.#theirs;
    this.#answered();
    if (theirs === null) {
      return;
    }
    if (theirs.entry !== null) {
      this.#obsolete = [...this.#obsolete, theirs.entry];
    }
    if (choice !== "copy") {
      this.#etag = theirs.etag;
      this.#base = theirs.base;
    } else if (theirs.entry === null) {
      this.#begin();
    } else {
      // It becomes a design of its own, which the list shows until it is opened and sent.
      const design = { ...theirs.design, name: `${theirs.design.name} (closed tab)` };
      await this.#journal.write({ key: [freshKey(), freshKey()], id: null, etag: null, base: null, design, unsaved: true, changed: Date.now() });
    }
    if (choice === "theirs") {
      this.#editor.takeIn(theirs.design, "Take theirs");
    }
    await this.#again();
  }

  /** The answer to a design that somebody deleted. */
  async recover(choice: "restore" | "copy"): Promise<void> {
    this.#answered();
    if (choice === "copy") {
      this.#begin();
    } else {
      await api.restore(this.#of).catch((error: unknown) => this.#editor.fault(error instanceof Error ? error.message : "It could not be restored."));
    }
    await this.#again();
  }

  /** From here on it is a design of its own, and nothing more is sent under the old name. */
  #begin(): void {
    this.#obsolete = [...this.#obsolete, [this.#of, this.#journal.writer]];
    this.#id = null;
    this.#etag = null;
    this.#base = null;
    this.#of = freshKey();
    this.#show();
  }

  async #again(): Promise<void> {
    this.#dirty = true;
    this.#say("saving");
    await this.#write();
    this.#soon(0);
  }

  /** Save now, such as with Ctrl+S; or ask once more what stands against it. */
  now(): void {
    if (this.#question !== null) {
      this.#editor.open(this.#question);
    } else if (this.#dirty) {
      void this.#send();
    } else {
      this.#editor.announce("Everything is saved");
    }
  }
}
