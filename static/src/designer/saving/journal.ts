/** What the browser remembers of a design before the server does, in IndexedDB. */

import type { Design } from "../core/types";

export interface Entry {
  /** The server's id, or one of our own while the server does not know the design. */
  readonly key: string;
  readonly id: string | null;
  readonly etag: string | null;
  /** The design as the server last confirmed it. */
  readonly base: Design | null;
  readonly design: Design;
  readonly locked: readonly string[];
  readonly unsaved: boolean;
  readonly changed: number;
}

const STORE = "designs";

function opened(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open("patternbook", 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "key" });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("IndexedDB is closed to this page"));
  });
}

export class Journal {
  #database: Promise<IDBDatabase> | null = null;

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

  async read(key: string): Promise<Entry | null> {
    const found = await this.#run<Entry | undefined>("readonly", (store) => store.get(key));
    return found ?? null;
  }

  async write(entry: Entry): Promise<void> {
    await this.#run("readwrite", (store) => store.put(entry));
  }

  async remove(key: string): Promise<void> {
    await this.#run("readwrite", (store) => store.delete(key));
  }

  all(): Promise<Entry[]> {
    return this.#run<Entry[]>("readonly", (store) => store.getAll() as IDBRequest<Entry[]>);
  }
}
