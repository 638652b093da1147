/** The versions of a design: what each differs in from the design as it is now, drawn and told, and the way back. */

import type { ReactNode } from "react";
import { useEffect, useState } from "react";

import type { Difference, Told } from "../core/difference";
import { difference, replacement } from "../core/difference";
import { shown } from "../core/text";
import type { Design } from "../core/types";
import { pictureOf } from "../files/takeaway";
import type { Revision } from "../saving/api";
import { ApiError, AwayError, api } from "../saving/api";
import { useEditor, useTools } from "./context";
import { Modal } from "./Dialogs";

function fault(error: unknown): string {
  if (error instanceof AwayError) {
    return "The server does not answer, and the versions are there. Try again later.";
  }
  if (error instanceof ApiError) {
    return error.message;
  }
  throw error;
}

export function History(): ReactNode {
  const { saver } = useTools();
  const now = useEditor((state) => state.history.design);
  const [revisions, setRevisions] = useState<readonly Revision[] | null>(null);
  const [chosen, setChosen] = useState<{ readonly revision: Revision; readonly design: Design } | null>(null);
  const [said, setSaid] = useState("");
  const { id } = saver;
  const load = async (): Promise<void> => {
    try {
      setRevisions(id === null ? [] : await api.revisions(id));
    } catch (error) {
      setSaid(fault(error));
    }
  };
  useEffect(() => void load(), [id]);
  const choose = async (revision: Revision): Promise<void> => {
    try {
      setChosen({ revision, design: await api.revision(id ?? "", revision.number) });
      setSaid("");
    } catch (error) {
      setSaid(fault(error));
    }
  };
  return (
    <Modal title="Versions" className="history-modal">
      {said === "" ? null : <p role="alert">{said}</p>}
      <div className="history-body">
        <div className="history-list">
          {revisions === null ? <p>One moment…</p> : null}
          {revisions?.length === 0 ? <p>Nothing is saved on the server yet.</p> : null}
          <ol>
            {(revisions ?? []).map((revision, index) => (
              <li key={revision.number}>
                <button type="button" aria-pressed={chosen?.revision.number === revision.number} onClick={() => void choose(revision)}>
                  <span dir="auto">{revision.name === null ? (index === 0 ? "Last saved" : `Version ${revision.number}`) : shown(revision.name)}</span>
                  <time dateTime={revision.created}>{new Date(revision.created).toLocaleString()}</time>
                </button>
              </li>
            ))}
          </ol>
        </div>
        {chosen === null ? <p className="history-hint">Pick a version to see what has changed since.</p> : <Compared key={chosen.revision.number} {...chosen} now={now} onNamed={load} />}
      </div>
    </Modal>
  );
}

interface Comparing {
  readonly revision: Revision;
  readonly design: Design;
  readonly now: Design;
  readonly onNamed: () => Promise<void>;
}

function Compared({ revision, design, now, onNamed }: Comparing): ReactNode {
  const { editor, saver } = useTools();
  const [name, setName] = useState(revision.name ?? "");
  const [said, setSaid] = useState("");
  const found = difference(design, now);
  const rename = async (): Promise<void> => {
    try {
      await api.nameRevision(saver.id ?? "", revision.number, name.trim() === "" ? null : name.trim());
      setSaid(name.trim() === "" ? "It has no name any more." : "Named. It will be kept.");
      await onNamed();
    } catch (error) {
      setSaid(fault(error));
    }
  };
  const goBack = (): void => {
    const called = revision.name ?? `version ${revision.number}`;
    editor.open(null);
    editor.perform(replacement(now, design), `Go back to ${called}`, { tell: true });
  };
  return (
    <div className="history-compared">
      <Picture difference={found} />
      <Changes told={found.told} />
      <form
        className="history-name"
        onSubmit={(event) => {
          event.preventDefault();
          void rename();
        }}
      >
        <label>
          <span>Name of this version</span>
          <input value={name} maxLength={300} onChange={(event) => setName(event.target.value)} />
        </label>
        <button type="submit" className="designer-tool">
          Name it
        </button>
        <span role="status">{said}</span>
      </form>
      <div className="designer-modal-buttons">
        <button type="button" disabled={found.told.length === 0} onClick={goBack}>
          Go back to this version
        </button>
      </div>
    </div>
  );
}

/** The later design with everything that the earlier one had. */
function Picture({ difference: { union, marks } }: { readonly difference: Difference }): ReactNode {
  const { editor } = useTools();
  const [address, setAddress] = useState("");
  useEffect(() => {
    let made = "";
    let gone = false;
    void pictureOf(editor, union, marks).then((picture) => {
      made = picture;
      if (gone) {
        URL.revokeObjectURL(picture);
      } else {
        setAddress(picture);
      }
    });
    return () => {
      gone = true;
      URL.revokeObjectURL(made);
    };
    // The two designs do not change while they are compared.
  }, []);
  return address === "" ? null : <img className="history-picture" src={address} alt="Both versions in one drawing; the list below tells what differs" />;
}

const SIGNS = { added: "+", removed: "−", changed: "~" } as const;

export function Changes({ told }: { readonly told: readonly Told[] }): ReactNode {
  if (told.length === 0) {
    return <p className="history-none">Nothing has changed since.</p>;
  }
  return (
    <ul className="history-changes" aria-label="What has changed since">
      {told.map((one) => (
        <li key={`${one.what} ${one.id}`} className={`is-${one.change}`}>
          <b aria-hidden="true">{SIGNS[one.change]}</b>
          <span dir="auto">
            {one.what === "design" ? "The design" : `${one.what} ${shown(one.name)}`} {one.change}
            {one.fields.length === 0 ? "" : `: ${one.fields.join(", ")}`}
          </span>
        </li>
      ))}
    </ul>
  );
}
