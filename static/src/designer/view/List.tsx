/** `/designs`: what is saved, on the server and in this browser. */

import type { ReactNode } from "react";
import { useEffect, useRef, useState } from "react";

import { shown } from "../core/text";
import type { Listed, Sort } from "../saving/api";
import { ApiError, AwayError, api } from "../saving/api";
import type { Entry, Journal } from "../saving/journal";
import type { Row } from "./ListedDesign";
import { ListedDesign } from "./ListedDesign";

/** Letters of one word come faster than this, in ms. */
const PAUSE = 200;
const AWAY = "The server does not answer, so only what this browser keeps is shown.";

const SORTS: readonly (readonly [Sort, string])[] = [
  ["modified", "last change"],
  ["created", "newest"],
  ["name", "name"],
];

export function List({ journal }: { readonly journal: Journal }): ReactNode {
  const [local, setLocal] = useState<readonly Entry[]>([]);
  const [listed, setListed] = useState<readonly Listed[] | null>(null);
  const [next, setNext] = useState<string | null>(null);
  const [fault, setFault] = useState("");
  const [query, setQuery] = useState("");
  const [bin, setBin] = useState(false);
  const [sort, setSort] = useState<Sort>("modified");
  const [gone, setGone] = useState<Row | null>(null);
  /** Answers that come late must not replace those to later questions. */
  const asked = useRef(0);
  const load = async (after: string | null = null): Promise<void> => {
    asked.current += 1;
    const turn = asked.current;
    const kept = bin ? [] : await journal.all().catch((): Entry[] => []);
    let page: { readonly designs: readonly Listed[]; readonly next: string | null } = { designs: [], next: null };
    let said = "";
    try {
      page = await api.list({ search: query, sort, bin, after });
    } catch (error) {
      if (!(error instanceof AwayError) && !(error instanceof ApiError)) {
        throw error;
      }
      said = error instanceof AwayError ? AWAY : error.message;
    }
    if (turn === asked.current) {
      setLocal(kept);
      setFault(said);
      setListed((before) => (after === null ? page.designs : [...(before ?? []), ...page.designs]));
      setNext(page.next);
    }
  };
  useEffect(() => {
    const timer = setTimeout(() => void load(), query === "" ? 0 : PAUSE);
    return () => clearTimeout(timer);
  }, [bin, query, sort]);
  const change = async (work: Promise<void>): Promise<boolean> => {
    const said = await work.then(
      () => "",
      (error: unknown) => (error instanceof Error ? error.message : "That could not be done."),
    );
    await load();
    setFault((now) => said || now);
    return said === "";
  };
  const remove = async (row: Row): Promise<void> => {
    const { listed: there } = row;
    if ((there === null || (await change(api.remove(there.id, there.etag)))) && (await change(journal.forget(row.key)))) {
      setGone(there === null ? null : row);
    }
  };
  const restore = (row: Row): void => {
    setGone(null);
    void change(api.restore(row.key));
  };
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const rows = joined(local.filter(({ design }) => words.every((word) => design.name.toLowerCase().includes(word))), listed ?? []);
  if (sort !== "created") {
    rows.sort((a, b) => (sort === "name" ? a.name.localeCompare(b.name) : b.changed - a.changed));
  }
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
            <input type="search" value={query} maxLength={300} onChange={(event) => setQuery(event.target.value)} />
          </label>
          <label>
            <span>Sort by</span>
            <select value={sort} onChange={(event) => setSort(SORTS.find(([id]) => id === event.target.value)?.[0] ?? "modified")}>
              {SORTS.map(([id, text]) => (
                <option key={id} value={id}>
                  {text}
                </option>
              ))}
            </select>
          </label>
          <label className="designs-bin">
            <input type="checkbox" checked={bin} onChange={(event) => setBin(event.target.checked)} /> Show what was deleted
          </label>
        </div>
        {fault === "" ? null : <p role="alert">{fault}</p>}
        <div role="status" className="designs-gone">
          {gone === null ? null : (
            <>
              <bdi>{shown(gone.name)}</bdi> is in the bin now.{" "}
              <button type="button" onClick={() => restore(gone)}>
                Put it back
              </button>
            </>
          )}
        </div>
        {listed === null ? (
          <p>Looking…</p>
        ) : rows.length === 0 ? (
          <p className="designs-none">{words.length > 0 ? "None has that name." : bin ? "The bin is empty." : "Nothing is saved yet. A design is saved as soon as you begin one."}</p>
        ) : (
          <ul className="designs-list">
            {rows.map((row) => (
              <ListedDesign
                key={row.key}
                row={row}
                bin={bin}
                onRename={(name) => void change(api.rename(row.key, name))}
                onCopy={() => void change(api.duplicate(row.key))}
                onDelete={() => void remove(row)}
                onRestore={() => restore(row)}
              />
            ))}
          </ul>
        )}
        {next === null ? null : (
          <p>
            <button type="button" onClick={() => void load(next)}>
              Show more
            </button>
          </p>
        )}
      </main>
    </div>
  );
}

function joined(local: readonly Entry[], listed: readonly Listed[]): Row[] {
  const rows = new Map<string, Row>();
  // Of a design that several tabs have changed, the last counts.
  for (const entry of [...local].sort((one, other) => one.changed - other.changed)) {
    if (entry.unsaved || entry.id === null) {
      const [key] = entry.key;
      rows.set(key, { key, name: entry.design.name, changed: entry.changed, onlyHere: entry.id === null, listed: null });
    }
  }
  for (const one of listed) {
    const own = rows.get(one.id);
    rows.set(one.id, { key: one.id, name: own?.name ?? one.name, changed: Math.max(Date.parse(one.modified) || 0, own?.changed ?? 0), onlyHere: false, listed: one });
  }
  return [...rows.values()];
}
