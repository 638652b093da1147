/**
 * React Flow with nothing around it, drawing the nodes and arrows of a design: what `make bench` measures the designer's
 * canvas against. No page of the site loads it.
 */

import type { Edge, Node, NodeProps } from "@xyflow/react";
import { Handle, Position, ReactFlow, useEdgesState, useNodesState } from "@xyflow/react";
import type { ReactNode } from "react";
import { memo } from "react";
import { createRoot } from "react-dom/client";

interface Design {
  readonly components: readonly { readonly id: string; readonly name: string }[];
  readonly connections: readonly { readonly id: string; readonly from: string; readonly to: string }[];
  readonly layout: Readonly<Record<string, { readonly x: number; readonly y: number }>>;
}
type Box = Node<{ readonly name: string }, "box">;

const WIDTH = 172;
const HEIGHT = 66;

const Shape = memo(function Shape({ data }: NodeProps<Box>): ReactNode {
  return (
    <div className="bare-box">
      <svg width={38} height={38} aria-hidden="true">
        <rect width={38} height={38} rx={6} />
      </svg>
      <span>{data.name}</span>
      <Handle type="target" position={Position.Left} />
      <Handle type="source" position={Position.Right} />
      <Handle type="source" id="top" position={Position.Top} />
      <Handle type="source" id="bottom" position={Position.Bottom} />
    </div>
  );
});

const NODE_TYPES = { box: Shape };

function Bare({ design, cull }: { readonly design: Design; readonly cull: boolean }): ReactNode {
  const [nodes, , onNodesChange] = useNodesState<Box>(
    design.components.map(({ id, name }) => {
      const { x, y } = design.layout[id] ?? { x: 0, y: 0 };
      return { id, type: "box", position: { x: x - WIDTH / 2, y: y - HEIGHT / 2 }, data: { name }, width: WIDTH, height: HEIGHT };
    }),
  );
  const [edges, , onEdgesChange] = useEdgesState<Edge>(
    design.connections.map(({ id, from, to }) => ({ id, type: "smoothstep", source: from.split(".")[0] ?? "", target: to.split(".")[0] ?? "" })),
  );
  return (
    <ReactFlow
      nodes={nodes}
      edges={edges}
      onNodesChange={onNodesChange}
      onEdgesChange={onEdgesChange}
      nodeTypes={NODE_TYPES}
      onlyRenderVisibleElements={cull}
      panOnScroll
      minZoom={0.1}
      fitView
    />
  );
}

const place = document.getElementById("bare");
if (place !== null) {
  const asked = new URLSearchParams(location.search);
  const answer = await fetch("design.json");
  createRoot(place).render(<Bare design={(await answer.json()) as Design} cull={asked.has("cull")} />);
}
