/** The review's panel: the verdict, then what was found by service and rule, then what is suppressed with a reason. */

import type { KeyboardEvent, ReactNode } from "react";
import { useEffect, useMemo, useRef } from "react";

import { actionOf } from "../actions";
import { spoken } from "../actions/action";
import type { ServiceGroup } from "../core/review";
import { counted, gravest, grouped, keyOf } from "../core/review";
import { shown, titled } from "../core/text";
import type { Suppression } from "../core/types";
import type { ReviewState } from "../session/review";
import { useEditor, useReview, useTools } from "./context";
import { FindingCard } from "./ReviewFinding";
import { SeverityIcon } from "./ReviewMarks";

/** In the bar: how many findings there are, and how grave the gravest is. */
export function ReviewButton(): ReactNode {
  const tools = useTools();
  const { findings, freshness, open } = useReview((review) => review);
  const action = actionOf("review");
  const severity = gravest(findings);
  const [key] = action.keys;
  return (
    <button
      type="button"
      className="designer-tool review-button"
      aria-pressed={open}
      aria-keyshortcuts={key?.replace("Mod", "Control")}
      title={key === undefined ? action.name : `${action.name} (${spoken(key)})`}
      onClick={() => action.perform(tools)}
    >
      Review
      <span className="visually-hidden">
        {counted(findings) || "nothing found"}
        {freshness === "old" ? ", as of before the connection was lost" : ""}
      </span>
      {severity === null ? null : (
        <span className="review-count" aria-hidden="true">
          <SeverityIcon severity={severity} size={14} />
          {findings.length}
        </span>
      )}
    </button>
  );
}

export function ReviewPanel(): ReactNode {
  const open = useReview((review) => review.open);
  return (
    <>
      {open ? <Panel /> : null}
      <Spoken />
    </>
  );
}

function Panel(): ReactNode {
  const tools = useTools();
  const { editor, reviewer } = tools;
  const design = useEditor((state) => state.history.design);
  const review = useReview((review) => review);
  const groups = useMemo(() => grouped(review.findings, design), [review.findings, design]);
  const place = useRef<HTMLElement>(null);
  const safe = review.findings.filter((one) => one.safe).length;
  useEffect(() => {
    place.current?.querySelector<HTMLElement>("[aria-current=true]")?.scrollIntoView({ block: "nearest" });
  }, [review.current, review.findings]);
  const key = (event: KeyboardEvent): void => {
    if (event.key === "Escape") {
      event.stopPropagation();
      close();
    }
  };
  const close = (): void => {
    reviewer.show(false);
    const at = editor.state.active ?? editor.design.components[0]?.id;
    if (at !== undefined) {
      tools.view.focus(at);
    }
  };
  return (
    <aside className="review-panel" id="review" aria-label="Review" ref={place} tabIndex={-1} onKeyDown={key}>
      <header className="review-head">
        <h2>Review</h2>
        <button type="button" className="designer-tool" aria-label="Close the review" onClick={close}>
          ×
        </button>
      </header>
      <Freshness review={review} />
      <Verdict review={review} empty={design.components.length === 0} />
      {safe === 0 ? null : (
        <button type="button" className="designer-tool review-fix-all" onClick={() => actionOf("fix-all").perform(tools)}>
          {safe === 1 ? "Fix the safe one" : `Fix all safe ones (${safe})`}
        </button>
      )}
      {groups.map((group) => (
        <Group key={group.service ?? ""} group={group} alone={design.services.length === 0} />
      ))}
      <Suppressed suppressions={design.suppressions} />
      <p className="review-keys">
        <kbd>F8</kbd> next <kbd>{spoken("Shift+F8")}</kbd> previous <kbd>{spoken("Mod+.")}</kbd> fix
      </p>
    </aside>
  );
}

function Freshness({ review: { freshness, fault } }: { readonly review: ReviewState }): ReactNode {
  if (freshness === "old") {
    return <p className="review-old">The server does not answer. These findings are from before; they are looked at again once it is back.</p>;
  }
  if (freshness === "refused") {
    return <p className="review-old">The review waits until this is mended: {shown(fault)}.</p>;
  }
  return null;
}

function Verdict({ review, empty }: { readonly review: ReviewState; readonly empty: boolean }): ReactNode {
  if (review.findings.length === 0 && review.freshness !== "refused") {
    const words = empty
      ? "Nothing is drawn yet. Once there is, this is where you read what would hurt in production."
      : review.freshness === "waiting"
        ? "Looking…"
        : "Nothing to mend. Whoever is on call for this may sleep.";
    return <p className="review-none">{words}</p>;
  }
  return (
    <ul className="review-verdict" aria-label="Verdict">
      {review.verdict.map((one) => (
        <li key={one.harm} dir="auto">
          {shown(one.said)}
        </li>
      ))}
    </ul>
  );
}

function Group({ group, alone }: { readonly group: ServiceGroup; readonly alone: boolean }): ReactNode {
  const title = group.service === null ? "Outside of the services" : shown(group.name);
  return (
    <section className="review-group" aria-label={alone ? "Findings" : title}>
      {alone ? null : <h3 dir="auto">{title}</h3>}
      {group.rules.map(({ rule, severity, findings }) => (
        <section key={rule} className="review-rule" aria-label={titled(rule)}>
          <h4>
            <SeverityIcon severity={severity} />
            <span>
              {titled(rule)}
              <span className="visually-hidden">, {severity}</span>
            </span>
            {findings.length > 1 ? <span className="review-number">{findings.length}</span> : null}
          </h4>
          <ul>
            {findings.map((finding) => (
              <FindingCard key={keyOf(finding)} finding={finding} />
            ))}
          </ul>
        </section>
      ))}
    </section>
  );
}

function Suppressed({ suppressions }: { readonly suppressions: readonly Suppression[] }): ReactNode {
  const { editor } = useTools();
  if (suppressions.length === 0) {
    return null;
  }
  return (
    <section className="review-group review-suppressed" aria-labelledby="review-suppressed">
      <h3 id="review-suppressed">Suppressed, with a reason</h3>
      <ul>
        {suppressions.map(({ rule, at, reason }) => (
          <li key={`${rule} ${at ?? ""}`}>
            <p>
              <strong>{titled(rule)}</strong>
              <span dir="auto">{at === null ? " in the whole design" : ` at ${shown(editor.nameOf(at))}`}</span>
            </p>
            <p dir="auto">{shown(reason)}</p>
            <button
              type="button"
              className="designer-tool"
              onClick={() => editor.perform({ type: "remove-suppression", rule, at }, `Take back the reason for ${titled(rule)}`, { tell: true })}
            >
              Take back<span className="visually-hidden"> the reason for {titled(rule)}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

const REST = 900;

/** Says what the review finds once the design has rested, so that nobody hears it at each letter. */
function Spoken(): ReactNode {
  const place = useRef<HTMLParagraphElement>(null);
  const { findings, freshness } = useReview((review) => review);
  useEffect(() => {
    if (freshness !== "fresh") {
      return;
    }
    const timer = setTimeout(() => {
      const said = `Review: ${counted(findings) || "nothing found"}`;
      const { current } = place;
      // What was said is not said again; the first look says nothing of an empty design.
      if (current !== null && current.dataset["said"] !== said) {
        current.textContent = current.dataset["said"] === undefined && findings.length === 0 ? "" : said;
        current.dataset["said"] = said;
      }
    }, REST);
    return () => clearTimeout(timer);
  }, [findings, freshness]);
  return <p className="visually-hidden" role="status" data-review="" ref={place} />;
}
