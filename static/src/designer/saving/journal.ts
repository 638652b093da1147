/**
 * What the browser remembers of a design before the server does, in IndexedDB.
 *
 * Each page writes an entry of its own, so that two tabs without a server do not overwrite one another. A page holds a
 * lock while it lives; what it has left behind is taken in by the next page that has the design open.
 */

import type { Design } from "../core/types";
import { normal } from "./api";

export interface Entry {
  /** The design's id and the page that wrote this. */
  readonly key: readonly [of: string, writer: string];
  /** The server's id, or null while the server does not know the design. */
  readonly id: string | null;
  readonly etag: string | null;
  /** The design as the server last confirmed it. */
  readonly base: Design | null;
  readonly design: Design;
  readonly unsaved: boolean;
  /** When it was written, in ms. */
  readonly changed: number;
}

const STORE = "designs";
/** Where the browser cannot tell which pages live, an entry that rested this long counts as left behind, in ms. */
const RESTED = 600_000;

/** An id of our own, as the server takes it: 32 hexadecimal digits. */
export function freshKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** An entry may be older than a field of designs, or than the pages' names in the keys. */
function complete(entry: Omit<Entry, "key"> & { readonly key: Entry["key"] | string }): Entry {
  const key = typeof entry.key === "string" ? ([entry.key, ""] as const) : entry.key;
  return { ...entry, key, design: normal(entry.design), base: entry.base === null ? null : normal(entry.base) };
}

function opened(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open("patternbook", 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "key" });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("IndexedDB is closed to this page"));
  });
}

const lockOf = (writer: string): string => `patternbook/${writer}`;

export class Journal {
  /** This page's name. */
  readonly writer = freshKey();
  #database: Promise<IDBDatabase> | null = null;

  constructor() {
    // The browser lets go when the page ends, however it ends. Plain HTTP has no locks.
    void navigator.locks?.request(lockOf(this.writer), () => new Promise(() => undefined)).catch(() => undefined);
  }

  #open(): Promise<IDBDatabase> {
    this.#database ??= opened();
    return this.#database;
  }

  async #run<T>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
    const database = await this.#open();
    return new Promise((resolve, reject) => {
      const transaction = database.transaction(STORE, mode, { durability: "strict" });
      const request = work(transaction.objectStore(STORE));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onerror = () => reject(transaction.error ?? new Error("the journal could not be written"));
      transaction.onabort = transaction.onerror;
    });
  }

  /** What all pages keep of a design, the newest first. */
  async of(design: string): Promise<Entry[]> {
    const [older, pages] = await Promise.all([
      this.#run<Entry[]>("readonly", (store) => store.getAll(design) as IDBRequest<Entry[]>),
      this.#run<Entry[]>("readonly", (store) => store.getAll(IDBKeyRange.bound([design], [design, []])) as IDBRequest<Entry[]>),
    ]);
    return [...pages, ...older].map(complete).sort((one, other) => other.changed - one.changed);
  }

  /** What pages that are no more keep of a design, the oldest first. */
  async leftBehind(design: string): Promise<Entry[]> {
    const others = (await this.of(design)).filter(({ key }) => key[1] !== this.writer).reverse();
    if (others.length === 0) {
      return [];
    }
    const held = (await navigator.locks?.query())?.held;
    const lives = (entry: Entry): boolean =>
      held === undefined ? Date.now() - entry.changed < RESTED : held.some(({ name }) => name === lockOf(entry.key[1]));
    return others.filter((entry) => !lives(entry));
  }

  async write(entry: Entry): Promise<void> {
    await this.#run("readwrite", (store) => store.put(entry));
  }

  async remove([of, writer]: Entry["key"]): Promise<void> {
    await this.#run("readwrite", (store) => store.delete(writer === "" ? of : [of, writer]));
  }

  /** Forget what all pages keep of a design. */
  async forget(design: string): Promise<void> {
    await Promise.all((await this.of(design)).map(({ key }) => this.remove(key)));
  }

  async all(): Promise<Entry[]> {
    const found = await this.#run<Entry[]>("readonly", (store) => store.getAll() as IDBRequest<Entry[]>);
    return found.map(complete);
  }
}
