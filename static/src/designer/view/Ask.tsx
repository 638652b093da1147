/** A question that is answered with one line of text, in front of a page. */

import type { ReactNode } from "react";
import { useEffect, useId, useRef, useState } from "react";

interface Props {
  readonly title: string;
  readonly label: string;
  readonly value: string;
  readonly verb: string;
  /** With the trimmed text, which is never empty; null where the person thought better of it. */
  readonly onAnswer: (text: string | null) => void;
}

export function Ask({ title, label, value, verb, onAnswer }: Props): ReactNode {
  const place = useRef<HTMLDialogElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(value);
  const id = useId();
  useEffect(() => {
    const { current } = place;
    const before = document.activeElement;
    current?.showModal();
    field.current?.select();
    return () => {
      current?.close();
      if (before instanceof HTMLElement && before.isConnected) {
        before.focus();
      }
    };
  }, []);
  return (
    <dialog
      ref={place}
      className="designer-modal"
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onAnswer(null);
      }}
      onClick={(event) => event.target === place.current && onAnswer(null)}
    >
      <form
        className="designer-modal-body ask"
        onSubmit={(event) => {
          event.preventDefault();
          onAnswer(text.trim() || null);
        }}
      >
        <h2 id={id}>{title}</h2>
        <label>
          <span>{label}</span>
          <input ref={field} value={text} maxLength={300} autoComplete="off" dir="auto" onChange={(event) => setText(event.target.value)} />
        </label>
        <div className="designer-modal-buttons">
          <button type="submit" disabled={text.trim() === ""}>
            {verb}
          </button>
          <button type="button" onClick={() => onAnswer(null)}>
            Cancel
          </button>
        </div>
      </form>
    </dialog>
  );
}
