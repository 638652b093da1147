/** The two ends of a selected arrow: take one and put it elsewhere. */

import type { PointerEvent, ReactNode } from "react";
import { useState } from "react";

import { holds, pointAlong } from "../core/geometry";
import type { Route } from "../core/routes";
import type { Connection, Point } from "../core/types";
import { componentOf } from "../core/types";
import { reattach } from "../session/reattach";
import { useTools } from "./context";

/** So far from the card that they leave its dot alone, from which a new arrow is drawn. */
const OUT = 21;

interface Props {
  readonly arrow: Connection;
  readonly route: Route;
}

export function Ends({ arrow, route }: Props): ReactNode {
  const first = route.points[0];
  const last = route.points.at(-1);
  if (first === undefined || last === undefined) {
    return null;
  }
  return (
    <>
      <End arrow={arrow} side="from" at={pointAlong(route.points, OUT)} fixed={last} />
      <End arrow={arrow} side="to" at={pointAlong([...route.points].reverse(), OUT)} fixed={first} />
    </>
  );
}

function End({ arrow, side, at, fixed }: { arrow: Connection; side: "from" | "to"; at: Point; fixed: Point }): ReactNode {
  const { editor, view } = useTools();
  const [pulled, setPulled] = useState<Point | null>(null);
  const begin = (event: PointerEvent<SVGCircleElement>): void => {
    event.stopPropagation();
    event.currentTarget.setPointerCapture(event.pointerId);
    setPulled(at);
    editor.update({ connecting: componentOf(side === "to" ? arrow.from : arrow.to) });
  };
  const pull = (event: PointerEvent<SVGCircleElement>): void => {
    if (pulled !== null) {
      setPulled(view.at(event.clientX, event.clientY) ?? pulled);
    }
  };
  const end = (event: PointerEvent<SVGCircleElement>): void => {
    if (pulled === null) {
      return;
    }
    const point = view.at(event.clientX, event.clientY);
    setPulled(null);
    editor.update({ connecting: null });
    const under = point === null ? undefined : [...editor.boxes()].find(([, box]) => holds(box, point));
    if (under !== undefined) {
      reattach(editor, arrow, side, under[0]);
    }
  };
  return (
    <>
      {pulled === null ? null : <path className="arrow-pulled" d={`M${fixed.x} ${fixed.y}L${pulled.x} ${pulled.y}`} />}
      <circle
        className="arrow-end nodrag nopan"
        cx={pulled?.x ?? at.x}
        cy={pulled?.y ?? at.y}
        r={7}
        onPointerDown={begin}
        onPointerMove={pull}
        onPointerUp={end}
        onPointerCancel={() => setPulled(null)}
      />
    </>
  );
}
