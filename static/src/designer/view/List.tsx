/** `/designs`: what is saved, on the server and in this browser. */

import type { ReactNode } from "react";
import { useEffect, useState } from "react";

import { shown } from "../core/text";
import type { Listed } from "../saving/api";
import { ApiError, AwayError, api } from "../saving/api";
import type { Entry, Journal } from "../saving/journal";

interface Row {
  readonly key: string;
  readonly name: string;
  readonly changed: number;
  readonly where: "server" | "browser" | "both";
  readonly listed: Listed | null;
}

export function List({ journal }: { readonly journal: Journal }): ReactNode {
  const [rows, setRows] = useState<readonly Row[] | null>(null);
  const [fault, setFault] = useState("");
  const [query, setQuery] = useState("");
  const [bin, setBin] = useState(false);
  const [sort, setSort] = useState<"changed" | "name">("changed");
  const load = async (): Promise<void> => {
    const local = bin ? [] : await journal.all().catch((): Entry[] => []);
    let listed: readonly Listed[] = [];
    try {
      listed = await api.list(bin);
      setFault("");
    } catch (error) {
      if (!(error instanceof AwayError) && !(error instanceof ApiError)) {
        throw error;
      }
      setFault("The server does not answer, so only what this browser keeps is shown.");
    }
    setRows(joined(local, listed));
  };
  useEffect(() => void load(), [bin]);
  const remove = async (row: Row): Promise<void> => {
    if (row.listed !== null) {
      await api.remove(row.listed.id, row.listed.etag).catch((error: unknown) => setFault(error instanceof Error ? error.message : "It could not be removed."));
    }
    await journal.remove(row.key).catch(() => undefined);
    await load();
  };
  const change = async (work: Promise<void>): Promise<void> => {
    await work.catch((error: unknown) => setFault(error instanceof Error ? error.message : "That could not be done."));
    await load();
  };
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const fitting = (rows ?? [])
    .filter((row) => words.every((word) => row.name.toLowerCase().includes(word)))
    .sort((a, b) => (sort === "name" ? a.name.localeCompare(b.name) : b.changed - a.changed));
  return (
    <div className="designs">
      <header className="designer-bar">
        <a className="brand" href="/">
          Patternbook
        </a>
      </header>
      <main id="main">
        <h1>Designs</h1>
        <div className="designs-tools">
          <a className="designs-new" href="/designer">
            New design
          </a>
          <label>
            <span>Search</span>
            <input type="search" value={query} onChange={(event) => setQuery(event.target.value)} />
          </label>
          <label>
            <span>Sort by</span>
            <select value={sort} onChange={(event) => setSort(event.target.value === "name" ? "name" : "changed")}>
              <option value="changed">last change</option>
              <option value="name">name</option>
            </select>
          </label>
        </div>
        <p>
          <label>
            <input type="checkbox" checked={bin} onChange={(event) => setBin(event.target.checked)} /> Show what was deleted
          </label>
        </p>
        {fault === "" ? null : <p role="alert">{fault}</p>}
        {rows === null ? (
          <p>Looking…</p>
        ) : fitting.length === 0 ? (
          <p className="designs-none">{bin ? "The bin is empty." : rows.length === 0 ? "Nothing is saved yet. A design is saved as soon as you begin one." : "None has that name."}</p>
        ) : (
          <ul className="designs-list">
            {fitting.map((row) => (
              <li key={row.key}>
                {row.listed === null ? null : <img className="designs-thumb" src={`/api/designs/${encodeURIComponent(row.key)}/thumbnail.svg`} alt="" loading="lazy" />}
                <a href={`/designs/${encodeURIComponent(row.key)}`} dir="auto">
                  {shown(row.name)}
                </a>
                <span>
                  {row.changed === 0 ? "" : new Date(row.changed).toLocaleString()}
                  {row.where === "browser" ? " · only in this browser" : ""}
                </span>
                <div className="designs-buttons">
                  {bin ? (
                    <button type="button" onClick={() => void change(api.restore(row.key))}>
                      Restore<span className="visually-hidden"> {shown(row.name)}</span>
                    </button>
                  ) : (
                    <>
                      {row.listed === null ? null : (
                        <button type="button" onClick={() => void change(api.duplicate(row.key))}>
                          Copy<span className="visually-hidden"> {shown(row.name)}</span>
                        </button>
                      )}
                      <button type="button" onClick={() => void remove(row)}>
                        Delete<span className="visually-hidden"> {shown(row.name)}</span>
                      </button>
                    </>
                  )}
                </div>
              </li>
            ))}
          </ul>
        )}
      </main>
    </div>
  );
}

function joined(local: readonly Entry[], listed: readonly Listed[]): readonly Row[] {
  const rows = new Map<string, Row>();
  for (const entry of local) {
    if (entry.unsaved || entry.id === null) {
      rows.set(entry.key, { key: entry.key, name: entry.design.name, changed: entry.changed, where: entry.id === null ? "browser" : "both", listed: null });
    }
  }
  for (const one of listed) {
    const own = rows.get(one.id);
    rows.set(one.id, { key: one.id, name: own?.name ?? one.name, changed: Math.max(Date.parse(one.modified) || 0, own?.changed ?? 0), where: "both", listed: one });
  }
  return [...rows.values()];
}
