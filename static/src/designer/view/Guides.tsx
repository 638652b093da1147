/** The lines that a dragged card is in line with, and the gaps that it makes the same. */

import { ViewportPortal } from "@xyflow/react";
import type { ReactNode } from "react";

import type { Guide } from "../core/geometry";
import { useEditor } from "./context";

/** One path, which stays: what comes and goes in mid-drag has the browser lay out the whole canvas. */
export function Guides(): ReactNode {
  const lines = useEditor(({ guides }) => guides.map(lineOf).join(""));
  return (
    <ViewportPortal>
      <svg className="guides" width={1} height={1}>
        <path d={lines} />
      </svg>
    </ViewportPortal>
  );
}

/** A line stands out a little; a gap ends where it ends, in two ticks. */
function lineOf({ type, axis, at, from, to }: Guide): string {
  if (type === "line") {
    return axis === "x" ? `M${at} ${from - 12}V${to + 12}` : `M${from - 12} ${at}H${to + 12}`;
  }
  return axis === "x" ? `M${at - 5} ${from}h10m-5 0V${to}m-5 0h10` : `M${from} ${at - 5}v10m0 -5H${to}m0 -5v10`;
}
