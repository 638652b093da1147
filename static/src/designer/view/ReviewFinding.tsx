/** One finding: what, what comes of it, what to do, and what can be done about it here. */

import type { FormEvent, ReactNode } from "react";
import { useId, useState } from "react";

import { reveal } from "../actions/findings";
import type { Finding } from "../core/review";
import { aboutThing, keyOf, scopesOf, suppress } from "../core/review";
import { shown, titled } from "../core/text";
import { MAX_NAME } from "../core/types";
import { useEditor, useReview, useTools } from "./context";
import { SeverityIcon } from "./ReviewMarks";

export function FindingCard({ finding, sign = false }: { readonly finding: Finding; readonly sign?: boolean }): ReactNode {
  const tools = useTools();
  const { reviewer } = tools;
  const key = keyOf(finding);
  const current = useReview((review) => review.current === key);
  const [asking, setAsking] = useState(false);
  const title = titled(finding.rule);
  // The button that was pressed goes with its finding, so the keyboard moves to the panel that held it.
  const leave = (): void => document.querySelector<HTMLElement>(".review-panel")?.focus();
  return (
    <li
      className={current ? "finding is-current" : "finding"}
      aria-current={current ? true : undefined}
      onPointerEnter={() => reviewer.light(finding)}
      onPointerLeave={() => reviewer.light(null)}
      onFocus={() => reviewer.light(finding)}
      onBlur={() => reviewer.light(null)}
    >
      <button
        type="button"
        className="finding-message"
        dir="auto"
        onClick={() => {
          reviewer.choose(finding);
          reveal(tools, finding);
        }}
      >
        {sign ? <SeverityIcon severity={finding.severity} /> : null}
        <span>
          {sign ? <span className="visually-hidden">{finding.severity}: </span> : null}
          {sentence(shown(finding.message))}
        </span>
      </button>
      <p className="finding-why" dir="auto">
        {shown(finding.why)}
      </p>
      <p dir="auto">{shown(finding.remedy)}</p>
      <div className="finding-buttons">
        {finding.fix === null ? null : (
          <button
            type="button"
            className="designer-tool"
            onClick={() => {
              if (reviewer.fix(finding)) {
                leave();
              }
            }}
          >
            Fix<span className="visually-hidden">: {shown(finding.message)}</span>
          </button>
        )}
        <button type="button" className="designer-tool" aria-expanded={asking} onClick={() => setAsking(!asking)}>
          Suppress…
        </button>
        <a href={`/rules/${encodeURIComponent(finding.rule)}`} target="_blank" rel="noopener">
          Explain<span className="visually-hidden"> {title} (new tab)</span>
        </a>
      </div>
      {asking ? <Reason finding={finding} onDone={leave} onClose={() => setAsking(false)} /> : null}
    </li>
  );
}

/** Why it is fine here. The reason stays in the design. */
function Reason({ finding, onDone, onClose }: { readonly finding: Finding; readonly onDone: () => void; readonly onClose: () => void }): ReactNode {
  const { editor } = useTools();
  const design = useEditor((state) => state.history.design);
  const scopes = scopesOf(finding, design);
  const [at, setAt] = useState(0);
  const [reason, setReason] = useState("");
  const id = useId();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const scope = scopes[at] ?? null;
    const where = scope === null ? "in the whole design" : `at ${editor.nameOf(scope)}`;
    if (reason.trim() !== "" && editor.perform(suppress(finding, scope, reason.trim()), `Suppress ${titled(finding.rule)} ${where}`, { tell: true })) {
      onDone();
    }
  };
  return (
    <form
      className="finding-reason"
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key === "Escape") {
          event.stopPropagation();
          onClose();
        }
      }}
    >
      <label htmlFor={`${id}-reason`}>Why is it fine here?</label>
      <input id={`${id}-reason`} type="text" autoFocus required maxLength={MAX_NAME} value={reason} onChange={(event) => setReason(event.target.value)} />
      <label htmlFor={`${id}-at`}>That holds</label>
      <select id={`${id}-at`} value={at} onChange={(event) => setAt(Number(event.target.value))}>
        {scopes.map((scope, number) => (
          <option key={scope ?? ""} value={number}>
            {scope === null ? "in the whole design" : `at ${shown(editor.nameOf(scope))}`}
          </option>
        ))}
      </select>
      <div className="finding-buttons">
        <button type="submit" className="designer-tool">
          Suppress
        </button>
        <button type="button" className="designer-tool" onClick={onClose}>
          Cancel
        </button>
      </div>
    </form>
  );
}

/** What was found about the one thing that is selected, below its settings. */
export function FindingsHere(): ReactNode {
  const selection = useEditor((state) => state.selection);
  const findings = useReview((review) => review.findings);
  const [only] = selection;
  const own = selection.size === 1 && only !== undefined ? aboutThing(findings, only) : [];
  if (own.length === 0) {
    return null;
  }
  return (
    <section className="settings-findings" aria-labelledby="settings-findings">
      <h3 id="settings-findings">Review</h3>
      <ul>
        {own.map((finding) => (
          <FindingCard key={keyOf(finding)} finding={finding} sign />
        ))}
      </ul>
    </section>
  );
}

function sentence(message: string): string {
  return `${message.charAt(0).toUpperCase()}${message.slice(1)}`;
}
