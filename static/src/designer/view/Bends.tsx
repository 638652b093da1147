/** The bends of a selected arrow: drag one, pull a new one out of the line, or move them by the arrow keys. */

import type { KeyboardEvent, PointerEvent, ReactNode } from "react";
import { useRef } from "react";

import { bendAt, newBend, pulls } from "../core/bends";
import { GRID } from "../core/geometry";
import type { Route } from "../core/routes";
import type { Connection, Design, Edit, Point } from "../core/types";
import { MAX_BENDS } from "../core/types";
import { useEditor, useTools } from "./context";

const STEPS: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -GRID, y: 0 },
  ArrowRight: { x: GRID, y: 0 },
  ArrowUp: { x: 0, y: -GRID },
  ArrowDown: { x: 0, y: GRID },
};

interface Props {
  readonly arrow: Connection;
  readonly route: Route;
}

const STRAIGHT: readonly Point[] = [];

export function Bends({ arrow, route }: Props): ReactNode {
  const { editor } = useTools();
  const bends = useEditor(() => editor.bends()[arrow.id] ?? STRAIGHT);
  return (
    <>
      {bends.length < MAX_BENDS
        ? pulls(route.points, bends).map((at, index) => (
            <Grip key={`pull ${index}`} arrow={arrow} at={at} says="" edit={(design, to) => newBend(design, arrow.id, index, to)} />
          ))
        : null}
      {bends.map((at, index) => (
        <Grip
          key={index}
          arrow={arrow}
          at={at}
          says={`Bend ${index + 1} of ${bends.length}`}
          edit={(design, to) => bendAt(design, arrow.id, index, to)}
          gone={(design) => bendAt(design, arrow.id, index, null)}
        />
      ))}
    </>
  );
}

interface GripProps {
  readonly arrow: Connection;
  readonly at: Point;
  /** What a screen reader calls it; empty for a place where a bend can be pulled out, which `B` does by keyboard. */
  readonly says: string;
  readonly edit: (design: Design, to: Point) => Edit;
  readonly gone?: (design: Design) => Edit;
}

function Grip({ arrow, at, says, edit, gone }: GripProps): ReactNode {
  const { editor, view } = useTools();
  const drag = useRef<Design["bends"][string] | null>(null);
  const isBend = says !== "";
  const begin = (event: PointerEvent<SVGCircleElement>): void => {
    if (event.button === 0) {
      event.stopPropagation();
      event.currentTarget.setPointerCapture(event.pointerId);
      drag.current = [];
    }
  };
  const pull = (event: PointerEvent<SVGCircleElement>): void => {
    const to = drag.current === null ? null : view.at(event.clientX, event.clientY);
    if (to !== null) {
      const wish = event.altKey ? to : { x: Math.round(to.x / GRID) * GRID, y: Math.round(to.y / GRID) * GRID };
      const made = edit(editor.design, wish);
      if (made.type === "bend") {
        drag.current = made.points;
        editor.update({ bending: { arrow: arrow.id, points: made.points } });
      }
    }
  };
  const end = (keep: boolean): void => {
    const points = drag.current;
    drag.current = null;
    editor.update({ bending: null });
    if (keep && points !== null && points.length > 0) {
      editor.perform({ type: "bend", connection: arrow.id, points }, "Bend the arrow");
    }
  };
  const remove = (): void => {
    if (gone !== undefined) {
      editor.perform(gone(editor.design), "Remove a bend");
    }
  };
  const press = (event: KeyboardEvent<SVGCircleElement>): void => {
    const step = STEPS[event.key];
    const far = event.shiftKey ? 5 : 1;
    if (step !== undefined && !event.ctrlKey && !event.metaKey && !event.altKey) {
      const to = { x: at.x + step.x * far, y: at.y + step.y * far };
      editor.perform(edit(editor.design, to), "Bend the arrow", { merge: `bend ${arrow.id} ${says}` });
      editor.announce(`${Math.round(to.x)}, ${Math.round(to.y)}`);
    } else if (event.key === "Delete" || event.key === "Backspace") {
      remove();
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <circle
      className={isBend ? "arrow-bend nodrag nopan" : "arrow-pull nodrag nopan"}
      cx={at.x}
      cy={at.y}
      r={isBend ? 6 : 5}
      {...(isBend ? { tabIndex: 0, role: "button", "aria-label": `${says}: arrow keys move it, Delete removes it` } : { "aria-hidden": true })}
      onPointerDown={begin}
      onPointerMove={pull}
      onPointerUp={() => end(true)}
      onPointerCancel={() => end(false)}
      onDoubleClick={remove}
      onKeyDown={press}
    />
  );
}
