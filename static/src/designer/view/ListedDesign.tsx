/** One design in the list, with what can be done to it. */

import type { FormEvent, ReactNode } from "react";
import { useRef, useState } from "react";

import { shown } from "../core/text";
import { MAX_NAME } from "../core/types";
import type { Listed } from "../saving/api";

export interface Row {
  readonly key: string;
  readonly name: string;
  readonly changed: number;
  readonly onlyHere: boolean;
  readonly listed: Listed | null;
}

interface Props {
  readonly row: Row;
  readonly bin: boolean;
  readonly onRename: (name: string) => void;
  readonly onCopy: () => void;
  readonly onDelete: () => void;
  readonly onRestore: () => void;
}

export function ListedDesign({ row, bin, onRename, onCopy, onDelete, onRestore }: Props): ReactNode {
  const [renaming, setRenaming] = useState(false);
  const begin = useRef<HTMLButtonElement>(null);
  const name = shown(row.name);
  const end = (): void => {
    setRenaming(false);
    // The button is back only with the next frame.
    requestAnimationFrame(() => begin.current?.focus());
  };
  const rename = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const told = new FormData(event.currentTarget).get("name");
    const wanted = typeof told === "string" ? told.trim() : "";
    if (wanted !== "" && wanted !== row.name) {
      onRename(wanted);
    }
    end();
  };
  const theme = document.documentElement.dataset["theme"] ?? "auto";
  const address = `/designs/${encodeURIComponent(row.key)}`;
  const picture = row.listed === null ? null : <img className="designs-thumb" src={`/api${address}/thumbnail.svg?theme=${theme}`} alt="" loading="lazy" />;
  return (
    <li>
      {renaming ? (
        <form className="designs-rename" onSubmit={rename} onKeyDown={(event) => event.key === "Escape" && end()}>
          {picture}
          <label>
            <span className="visually-hidden">Name</span>
            <input name="name" type="text" dir="auto" defaultValue={row.name} maxLength={MAX_NAME} required autoFocus onFocus={(event) => event.target.select()} />
          </label>
          <div className="designs-buttons">
            <button type="submit">Rename</button>
            <button type="button" onClick={end}>
              Leave it
            </button>
          </div>
        </form>
      ) : (
        <>
          <a href={address}>
            {picture}
            <span dir="auto">{name}</span>
          </a>
          <p>
            {row.changed === 0 ? "" : new Date(row.changed).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" })}
            {row.onlyHere ? " · only in this browser" : ""}
          </p>
          <div className="designs-buttons">
            {bin ? (
              <Button what="Restore" name={name} onClick={onRestore} />
            ) : (
              <>
                {row.listed === null ? null : (
                  <>
                    <button type="button" ref={begin} onClick={() => setRenaming(true)}>
                      Rename<span className="visually-hidden"> {name}</span>
                    </button>
                    <Button what="Copy" name={name} onClick={onCopy} />
                  </>
                )}
                <Button what="Delete" name={name} onClick={onDelete} />
              </>
            )}
          </div>
        </>
      )}
    </li>
  );
}

function Button({ what, name, onClick }: { readonly what: string; readonly name: string; readonly onClick: () => void }): ReactNode {
  return (
    <button type="button" onClick={onClick}>
      {what}
      <span className="visually-hidden"> {name}</span>
    </button>
  );
}
