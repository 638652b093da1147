/** How components, services and arrows look on the canvas: the catalog's cards and notation. */

import type { ConnectionLineComponentProps, EdgeProps, NodeProps } from "@xyflow/react";
import { EdgeLabelRenderer, Handle, Position, useStore } from "@xyflow/react";
import type { ReactNode } from "react";
import { memo } from "react";

import { shown } from "../core/text";
import { useTools } from "./context";
import { Ends } from "./Ends";
import type { ArrowEdge, ComponentNode, ServiceNode } from "./nodes";

/** Below this zoom words cannot be read, so they are not drawn. */
const FAR = 0.3;

const ASIDE = { above: "translate(-50%, calc(-100% - 9px))", below: "translate(-50%, 9px)", right: "translate(10px, -50%)" };

function useFar(): boolean {
  return useStore((state) => state.transform[2] < FAR);
}

export function Icon({ kind, size }: { readonly kind: string; readonly size: number }): ReactNode {
  const { editor } = useTools();
  return (
    <svg className="kind-icon" width={size} height={size} aria-hidden="true">
      <use href={`${editor.catalog.icons}#icon-${kind}`} width={size} height={size} />
    </svg>
  );
}

export const ComponentShape = memo(function ComponentShape({ data, selected }: NodeProps<ComponentNode>): ReactNode {
  const far = useFar();
  const { component, card, light, says, locked } = data;
  const classes = ["card-node", card.socket && "is-socket", selected && "is-selected", light !== null && `is-${light}`, locked && "is-locked"];
  return (
    <div className={classes.filter(Boolean).join(" ")}>
      <Icon kind={component.kind} size={38} />
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
      {says === "" ? null : <div className="card-says">{says}</div>}
      <Dots all={!far} />
    </div>
  );
});

/** React Flow draws no arrow at a card without the two that arrows name. */
function Dots({ all }: { readonly all: boolean }): ReactNode {
  return (
    <>
      <Handle type="target" id="whole" position={Position.Left} className="whole" isConnectableStart={false} />
      <Handle type="source" id="right" position={Position.Right} />
      {all ? (
        <>
          <Handle type="source" id="left" position={Position.Left} />
          <Handle type="source" id="top" position={Position.Top} />
          <Handle type="source" id="bottom" position={Position.Bottom} />
        </>
      ) : null}
    </>
  );
}

export const ServiceShape = memo(function ServiceShape({ data, selected }: NodeProps<ServiceNode>): ReactNode {
  return (
    <div className={selected ? "service-node is-selected" : "service-node"}>
      <div className="service-title" dir="auto">
        {shown(data.service.name)}
      </div>
    </div>
  );
});

export const ArrowShape = memo(function ArrowShape({ data, selected }: EdgeProps<ArrowEdge>): ReactNode {
  const far = useFar();
  const { editor } = useTools();
  if (data === undefined) {
    return null;
  }
  const { arrow, route, lines, middle, rows, light } = data;
  const stroke = editor.catalog.notation.strokes[arrow.semantics];
  const classes = `arrow-shape is-${arrow.semantics}${selected === true ? " is-selected" : ""}${light ? " is-aim" : ""}`;
  return (
    <>
      <g className={classes}>
        <path className="arrow-halo" d={middle} />
        {lines.map((line, at) => (
          <path
            key={at}
            d={line.d}
            className={line.filled ? "arrow-filled" : "arrow-line"}
            strokeWidth={line.filled ? undefined : stroke.width}
            strokeDasharray={line.dash ?? undefined}
          />
        ))}
        <path className="react-flow__edge-interaction arrow-hit" d={middle} />
        {selected === true ? <Ends arrow={arrow} route={route} /> : null}
      </g>
      {rows.length === 0 || far ? null : (
        <EdgeLabelRenderer>
          <div
            className={`arrow-text is-${arrow.semantics}`}
            style={{ transform: `translate(${route.label.x}px, ${route.label.y}px) ${ASIDE[route.beside]}` }}
            dir="auto"
          >
            {rows.map((row, at) => (
              <div key={at}>{row}</div>
            ))}
          </div>
        </EdgeLabelRenderer>
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
