/** What stands against saving, and what a person can do about it. */

import type { ReactNode } from "react";

import { useTools } from "./context";
import { Modal } from "./Dialogs";

/** Two versions changed the same: somebody else's, or one that a closed tab left, and the one on the canvas. */
export function Conflict({ tab }: { readonly tab: boolean }): ReactNode {
  const { saver } = useTools();
  const words = tab
    ? { title: "A closed tab changed the same", both: "A tab that you closed, and somebody since, changed", mine: "What is here", theirs: "What the tab had", copy: "Keep what it had as a copy" }
    : { title: "Somebody else changed the same", both: "Both of you changed", mine: "Mine", theirs: "Theirs", copy: "Save mine as a copy" };
  return (
    <Modal title={words.title}>
      <p>
        {words.both}: <strong dir="auto">{saver.why}</strong>. Nothing is lost yet; which should hold?
      </p>
      <div className="designer-modal-buttons">
        <button type="button" onClick={() => void saver.resolve("mine")}>
          {words.mine}
        </button>
        <button type="button" onClick={() => void saver.resolve("theirs")}>
          {words.theirs}
        </button>
        <button type="button" onClick={() => void saver.resolve("copy")}>
          {words.copy}
        </button>
      </div>
    </Modal>
  );
}

export function Deleted({ restores }: { readonly restores: boolean }): ReactNode {
  const { saver } = useTools();
  return (
    <Modal title="This design was deleted">
      <p>{restores ? "It lies in the bin." : "It is not in the bin any more."} What you changed is kept in this browser.</p>
      <div className="designer-modal-buttons">
        {restores ? (
          <button type="button" onClick={() => void saver.recover("restore")}>
            Take it out of the bin
          </button>
        ) : null}
        <button type="button" onClick={() => void saver.recover("copy")}>
          Save mine as a copy
        </button>
      </div>
    </Modal>
  );
}
