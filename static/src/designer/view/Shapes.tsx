/** How components, services and arrows look on the canvas: the catalog's cards and notation. */

import type { ConnectionLineComponentProps, EdgeProps, NodeProps } from "@xyflow/react";
import { EdgeLabelRenderer, Handle, Position, ViewportPortal, useUpdateNodeInternals } from "@xyflow/react";
import type { ReactNode } from "react";
import { memo, useContext, useEffect, useMemo, useState } from "react";
import { createPortal } from "react-dom";

import { rename } from "../actions/naming";
import { drawnLines, middleLine } from "../core/lines";
import type { Route } from "../core/routes";
import { shown } from "../core/text";
import type { Connection } from "../core/types";
import { Bends } from "./Bends";
import { SightContext, useAim, useResting, useTools } from "./context";
import { Ends } from "./Ends";
import type { ArrowEdge, ComponentNode, ServiceNode } from "./nodes";
import { ReviewMark, useLit, useMark } from "./ReviewMarks";

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
  const mark = useMark(component.id);
  const dotted = (near || selected) && !far;
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
      {mark === undefined ? null : <ReviewMark id={component.id} mark={mark} />}
      {light !== null || dotted ? (
        <Handle type="source" id="whole" position={Position.Left} className="whole" isConnectableStart={false} />
      ) : (
        // React Flow asks each handle again at whatever happens. Here it only has to find by what the arrows are held.
        <i className="source" data-handleid="whole" data-handlepos={Position.Left} hidden />
      )}
      {dotted ? <Dots id={component.id} /> : null}
    </div>
  );
});

/** Only where a hand is. */
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

export const ServiceShape = memo(function ServiceShape({ data, selected }: NodeProps<ServiceNode>): ReactNode {
  const { service } = data;
  return (
    <div className={selected ? "service-node is-selected" : "service-node"}>
      <div className="service-title" dir="auto">
        {shown(service.name)}
      </div>
    </div>
  );
});

export const ArrowShape = memo(function ArrowShape({ id, data, selected }: EdgeProps<ArrowEdge>): ReactNode {
  const { editor } = useTools();
  const route = useResting(() => editor.routes().get(id));
  const arrow = data?.arrow;
  const drawn = useMemo(() => {
    if (route === undefined || arrow === undefined) {
      return null;
    }
    const { points } = route;
    return { lines: drawnLines(points, arrow.semantics, editor.catalog.notation.strokes[arrow.semantics]), middle: middleLine(points) };
  }, [editor, route, arrow]);
  const { labels } = useContext(SightContext);
  const lit = useLit(id);
  const aim = useAim(id);
  if (data === undefined || route === undefined || arrow === undefined || drawn === null) {
    return null;
  }
  const { lines, middle } = drawn;
  const stroke = editor.catalog.notation.strokes[arrow.semantics];
  const classes = `arrow-shape is-${arrow.semantics}${selected === true ? " is-selected" : ""}${aim === null ? "" : " is-aim"}${lit ? " is-lit" : ""}`;
  return (
    <>
      <g className={classes}>
        <path className="react-flow__edge-interaction arrow-halo" d={middle} />
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
      {labels === null ? null : createPortal(<ArrowWords arrow={arrow} rows={data.rows} route={route} />, labels)}
    </>
  );
});

/** What is written and marked at an arrow. */
function ArrowWords({ arrow, rows, route }: { readonly arrow: Connection; readonly rows: readonly string[]; readonly route: Route }): ReactNode {
  const tools = useTools();
  const { editor } = tools;
  const { id, semantics } = arrow;
  const { far } = useContext(SightContext);
  const mark = useMark(id);
  const words = rows.length > 0 && !far;
  return mark === undefined && !words ? null : (
    <div className={`arrow-label is-${route.beside}`} style={{ left: route.label.x, top: route.label.y }} data-arrow={id}>
      {mark === undefined ? null : <ReviewMark id={id} mark={mark} />}
      {words ? (
        <div
          className={`arrow-text nopan is-${semantics}`}
          dir="auto"
          onClick={(event) => editor.select([id], event.shiftKey ? "toggle" : "only")}
          onDoubleClick={() => rename(tools, id)}
        >
          {rows.map((row, at) => (
            <div key={at}>{row}</div>
          ))}
        </div>
      ) : null}
    </div>
  );
}

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
