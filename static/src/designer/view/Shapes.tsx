/** How components, services and arrows look on the canvas: the catalog's cards and notation. */

import type { ConnectionLineComponentProps, EdgeProps, NodeProps } from "@xyflow/react";
import { EdgeLabelRenderer, Handle, Position, ViewportPortal, useUpdateNodeInternals } from "@xyflow/react";
import type { ReactNode } from "react";
import { memo, useContext, useEffect, useMemo, useRef, useState } from "react";
import { createPortal } from "react-dom";

import { rename } from "../actions/naming";
import type { Line } from "../core/lines";
import { linesOf, middleLine } from "../core/lines";
import type { Route } from "../core/routes";
import { shown } from "../core/text";
import { Bends } from "./Bends";
import { SightContext, useAim, useEditor, useTools } from "./context";
import { Ends } from "./Ends";
import type { ArrowEdge, ComponentNode, ServiceNode } from "./nodes";
import { ReviewMark, useLit } from "./ReviewMarks";

/** From an arrow's line to its words, in px. */
const ASIDE = { above: { x: 0, y: -9 }, below: { x: 0, y: 9 }, right: { x: 10, y: 0 } };

export function Icon({ kind, size }: { readonly kind: string; readonly size: number }): ReactNode {
  const { editor } = useTools();
  return (
    <svg className="kind-icon" width={size} height={size} aria-hidden="true">
      <use href={`${editor.catalog.icons}#icon-${kind}`} width={size} height={size} />
    </svg>
  );
}

export const ComponentShape = memo(function ComponentShape({ data, selected }: NodeProps<ComponentNode>): ReactNode {
  const { far } = useContext(SightContext);
  const [near, setNear] = useState(false);
  const { component, card, light, locked } = data;
  const lit = useLit(component.id);
  const aim = useAim(component.id);
  const classes = ["card-node", card.socket && "is-socket", lit && "is-lit", selected && "is-selected", light !== null && `is-${light}`, aim !== null && "is-aim", locked && "is-locked"];
  return (
    <div className={classes.filter(Boolean).join(" ")} data-kind={component.kind} onPointerEnter={({ pointerType }) => setNear(pointerType !== "touch")} onPointerLeave={() => setNear(false)}>
      {far ? null : (
        <div className="card-words" aria-hidden="true">
          {card.rows.map((row, at) => (
            <div key={at} className={`card-${row.role}`} dir="auto">
              {row.text}
            </div>
          ))}
        </div>
      )}
      {locked ? <span className="card-lock" aria-hidden="true" /> : null}
      {aim === null ? null : <div className="card-says">{aim}</div>}
      <ReviewMark id={component.id} />
      <Handle type="source" id="whole" position={Position.Left} className="whole" isConnectableStart={false} />
      {(near || selected) && !far ? <Dots id={component.id} /> : null}
    </div>
  );
});

/** Only where a hand is: React Flow asks each of them again at whatever happens on the canvas. */
function Dots({ id }: { readonly id: string }): ReactNode {
  const measure = useUpdateNodeInternals();
  useEffect(() => measure(id), [measure, id]);
  return (
    <>
      <Handle type="source" id="right" position={Position.Right} />
      <Handle type="source" id="left" position={Position.Left} />
      <Handle type="source" id="top" position={Position.Top} />
      <Handle type="source" id="bottom" position={Position.Bottom} />
    </>
  );
}

export const ServiceShape = memo(function ServiceShape({ data, selected, positionAbsoluteX: x, positionAbsoluteY: y }: NodeProps<ServiceNode>): ReactNode {
  const { editor } = useTools();
  const { service } = data;
  // In mid-drag apart from its node, which React Flow would have to measure anew.
  const drawn = useEditor(({ moving }) => (moving === null ? undefined : editor.boundaries().get(service.id)));
  const style = drawn === undefined ? {} : { left: drawn.left - x, top: drawn.top - y, width: drawn.right - drawn.left, height: drawn.bottom - drawn.top };
  return (
    <div className={selected ? "service-node is-selected" : "service-node"} style={style}>
      <div className="service-title" dir="auto">
        {shown(service.name)}
      </div>
    </div>
  );
});

/** The lines that are drawn in the same way as one: in each frame of a drag every element counts. */
function alike(lines: readonly Line[]): readonly Pick<Line, "d" | "filled" | "dash">[] {
  const found = new Map<string, Pick<Line, "d" | "filled" | "dash">>();
  for (const { d, filled, dash } of lines) {
    const key = `${filled} ${dash ?? ""}`;
    found.set(key, { d: `${found.get(key)?.d ?? ""}${d}`, filled, dash });
  }
  return [...found.values()];
}

/** What makes an arrow easy to hit. Where nobody sees it, it follows once things rest: nothing is hit in mid-drag. */
function Halo({ id, drawn }: { readonly id: string; readonly drawn: boolean }): ReactNode {
  const { editor } = useTools();
  const last = useRef<Route | undefined>(undefined);
  const route = useEditor(({ moving }) => {
    if (moving === null || drawn || last.current === undefined) {
      last.current = editor.routes().get(id);
    }
    return last.current;
  });
  const d = useMemo(() => (route === undefined ? "" : middleLine(route.points)), [route]);
  return <path className="react-flow__edge-interaction arrow-halo" d={d} />;
}

export const ArrowShape = memo(function ArrowShape({ id, data, selected }: EdgeProps<ArrowEdge>): ReactNode {
  const tools = useTools();
  const { editor } = tools;
  const route = useEditor(() => editor.routes().get(id));
  const arrow = data?.arrow;
  const lines = useMemo(() => {
    if (route === undefined || arrow === undefined) {
      return null;
    }
    return alike(linesOf(route.points, arrow.semantics, editor.catalog.notation.strokes[arrow.semantics]));
  }, [editor, route, arrow]);
  const { far, labels } = useContext(SightContext);
  const lit = useLit(id);
  const aim = useAim(id);
  if (data === undefined || route === undefined || arrow === undefined || lines === null) {
    return null;
  }
  const { rows } = data;
  const stroke = editor.catalog.notation.strokes[arrow.semantics];
  const classes = `arrow-shape is-${arrow.semantics}${selected === true ? " is-selected" : ""}${aim === null ? "" : " is-aim"}${lit ? " is-lit" : ""}`;
  return (
    <>
      <g className={classes}>
        <Halo id={id} drawn={selected === true || aim !== null} />
        {lines.map((line, at) => (
          <path
            key={at}
            d={line.d}
            className={line.filled ? "arrow-filled" : "arrow-line"}
            strokeWidth={line.filled ? undefined : stroke.width}
            strokeDasharray={line.dash ?? undefined}
          />
        ))}
      </g>
      {selected === true ? (
        // Above the cards, whose sides the ends lie on.
        <ViewportPortal>
          <svg className="arrow-grips" width={1} height={1}>
            <Bends arrow={arrow} route={route} />
            <Ends arrow={arrow} route={route} />
          </svg>
        </ViewportPortal>
      ) : null}
      {labels === null
        ? null
        : createPortal(
            <>
              <ReviewMark id={id} route={route} />
              {rows.length === 0 || far ? null : (
                <div className={`arrow-label is-${route.beside}`} style={{ left: route.label.x + ASIDE[route.beside].x, top: route.label.y + ASIDE[route.beside].y }}>
                  <div
                    className={`arrow-text nopan is-${arrow.semantics}`}
                    dir="auto"
                    onClick={(event) => editor.select([id], event.shiftKey ? "toggle" : "only")}
                    onDoubleClick={() => rename(tools, id)}
                  >
                    {rows.map((row, at) => (
                      <div key={at}>{row}</div>
                    ))}
                  </div>
                </div>
              )}
            </>,
            labels,
          )}
    </>
  );
});

/** The arrow that is being drawn, and why it cannot end here. */
export function DrawnLine(props: ConnectionLineComponentProps): ReactNode {
  const { fromX, fromY, toX, toY, fromNode, toNode, connectionStatus } = props;
  const { editor } = useTools();
  const invalid = connectionStatus === "invalid" && toNode !== null && toNode.id !== fromNode.id;
  const kindOf = (id: string): string => editor.design.components.find((one) => one.id === id)?.kind ?? "";
  const why = invalid ? editor.kinds.whyNot(kindOf(fromNode.id), kindOf(toNode.id)) : "";
  return (
    <g className={invalid ? "drawn-line is-invalid" : "drawn-line"}>
      <path d={`M${fromX} ${fromY}L${toX} ${toY}`} />
      <circle cx={toX} cy={toY} r={5} />
      {why === "" ? null : (
        <EdgeLabelRenderer>
          <div className="drawn-why" style={{ transform: `translate(${toX + 14}px, ${toY + 14}px)` }}>
            {why}
          </div>
        </EdgeLabelRenderer>
      )}
    </g>
  );
}
