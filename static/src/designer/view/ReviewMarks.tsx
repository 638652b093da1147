/** What the review puts on the canvas: a sign with a number at a component or an arrow, and a ring around what is meant. */

import { useStore } from "@xyflow/react";
import type { ReactNode } from "react";

import type { Mark, Severity } from "../core/review";
import { useReview, useTools } from "./context";

const PATHS: Readonly<Record<Severity, string>> = {
  // Told apart by shape: an octagon, a triangle, a circle.
  error: "M5 1h6l4 4v6l-4 4H5l-4-4V5z",
  warning: "M8 1.2 15.4 14.6H.6z",
  advice: "M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1z",
};
const STROKES: Readonly<Record<Severity, string>> = {
  error: "M5.6 5.6l4.8 4.8m0-4.8-4.8 4.8",
  warning: "M8 6v4.2m0 1.6v.4",
  advice: "M8 7.2v4.4m0-7.2v.4",
};

export function SeverityIcon({ severity, size = 16 }: { readonly severity: Severity; readonly size?: number }): ReactNode {
  return (
    <svg className={`severity-icon is-${severity}`} width={size} height={size} viewBox="0 0 16 16" aria-hidden="true">
      <path className="severity-ground" d={PATHS[severity]} />
      <path className="severity-sign" d={STROKES[severity]} />
    </svg>
  );
}

/** Whether the finding that one looks at is about this. */
export function useLit(id: string): boolean {
  return useReview((review) => review.lit.has(id));
}

/** By how much a mark grows, so that its number can be read where the drawing is small. */
function useScale(): number {
  return useStore((state) => Math.min(Math.max(Math.round(4 / state.transform[2]) / 4, 1), 2.5));
}

/** The mark at a component or an arrow, if there is one. */
export function useMark(id: string): Mark | undefined {
  return useReview((review) => review.marks.get(id));
}

/** The keyboard has F8 for it, so it is no tab stop. */
export function ReviewMark({ id, mark }: { readonly id: string; readonly mark: Mark }): ReactNode {
  const { editor, reviewer } = useTools();
  const scale = useScale();
  return (
    <button
      type="button"
      tabIndex={-1}
      className={`review-mark is-${mark.severity} nodrag nopan`}
      style={{ scale }}
      aria-label={`${mark.says} at ${editor.nameOf(id)}: show`}
      title={mark.says}
      onClick={(event) => {
        event.stopPropagation();
        reviewer.showAt(id);
      }}
    >
      <SeverityIcon severity={mark.severity} size={14} />
      <span>{mark.count}</span>
    </button>
  );
}
