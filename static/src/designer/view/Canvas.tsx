/** The canvas: React Flow draws, the editor decides. Nothing else imports React Flow but the shapes. */

import type { Connection as Link, EdgeChange, NodeChange, OnConnectEnd } from "@xyflow/react";
import {
  Background,
  BackgroundVariant,
  ConnectionMode,
  MiniMap,
  PanOnScrollMode,
  ReactFlow,
  SelectionMode,
  ViewportPortal,
  useReactFlow,
  useStore,
} from "@xyflow/react";
import type { MouseEvent as PointerPress, ReactNode } from "react";
import { useCallback, useEffect, useMemo, useRef, useSyncExternalStore } from "react";

import { boxesOf } from "../core/cards";
import { copy } from "../core/clipboard";
import type { Guide } from "../core/geometry";
import { SNAP, hull, shiftBox, snap } from "../core/geometry";
import type { Point } from "../core/types";
import { aimOf, canBind, connect, drop, paste } from "../session/gestures";
import type { Editor, State } from "../session/editor";
import { useEditor, useTools } from "./context";
import type { ArrowEdge, CanvasNode } from "./nodes";
import { Scenery } from "./nodes";
import { ArrowShape, ComponentShape, DrawnLine, ServiceShape } from "./Shapes";

const NODE_TYPES = { component: ComponentShape, service: ServiceShape };
const EDGE_TYPES = { arrow: ArrowShape };
/** Above this many components only those in view are drawn. */
const CULL = 300;

interface Drag {
  readonly start: ReadonlyMap<string, Point>;
  /** The node that the pointer holds, and where its corner was. */
  readonly held: string;
  readonly corner: Point;
  readonly copies: boolean;
}

export function Canvas(): ReactNode {
  const { editor } = useTools();
  const scenery = useMemo(() => new Scenery(editor), [editor]);
  const state = useSyncExternalStore(editor.subscribe, () => editor.state);
  const { nodes, edges } = useMemo(
    () => scenery.draw(state),
    // Dialogs and announcements do not change the picture.
    [scenery, state.history, state.selection, state.locked, state.moving, state.connecting, state.aim, state.active],
  );
  const drag = useRef<Drag | null>(null);
  const alt = useRef(false);
  const coarse = useMemo(() => window.matchMedia("(pointer: coarse)").matches, []);
  const far = useStore((store) => store.transform[2] < 0.3);
  const flow = useReactFlow<CanvasNode, ArrowEdge>();

  const startDrag = useCallback(
    (event: PointerPress | MouseEvent | TouchEvent, node: CanvasNode): void => {
      const { design } = editor;
      const chosen = editor.state.selection.has(node.id) ? editor.state.selection : new Set([node.id]);
      const places = editor.places();
      const start = new Map<string, Point>();
      for (const one of design.components) {
        const point = places.get(one.id);
        const mine = chosen.has(one.id) || (one.service !== null && chosen.has(one.service));
        if (mine && point !== undefined && !editor.state.locked.has(one.id)) {
          start.set(one.id, point);
        }
      }
      drag.current = { start, held: node.id, corner: node.position, copies: event.altKey };
    },
    [editor],
  );

  const onNodesChange = useCallback(
    (changes: NodeChange<CanvasNode>[]): void => {
      const picked = new Set(editor.state.selection);
      let chose = false;
      for (const change of changes) {
        if (change.type === "select") {
          chose = true;
          if (change.selected) {
            picked.add(change.id);
          } else {
            picked.delete(change.id);
          }
        }
      }
      if (chose) {
        editor.select(picked);
      }
      const now = drag.current;
      const held = changes.find((change) => change.type === "position" && change.id === now?.held);
      if (now === null || held?.type !== "position" || held.position === undefined || held.dragging !== true) {
        return;
      }
      const by = { x: held.position.x - now.corner.x, y: held.position.y - now.corner.y };
      editor.update(dragged(editor, now, by, alt.current && !now.copies, flow.getZoom()));
    },
    [editor, flow],
  );

  const stopDrag = useCallback((): void => {
    const now = drag.current;
    drag.current = null;
    const { moving } = editor.state;
    if (now === null || moving === null) {
      editor.update({ moving: null, guides: [], aim: null });
      return;
    }
    if (now.copies) {
      const [first] = now.start;
      const to = first === undefined ? undefined : moving.get(first[0]);
      editor.update({ moving: null, guides: [], aim: null });
      if (first !== undefined && to !== undefined) {
        const fragment = copy(editor.design, now.start.keys());
        const layout = Object.fromEntries(
          Object.entries(fragment.layout).map(([id, point]) => [
            id,
            { x: point.x + to.x - first[1].x - 32, y: point.y + to.y - first[1].y - 32 },
          ]),
        );
        paste(editor, { ...fragment, layout }, null);
      }
      return;
    }
    drop(editor, moving);
  }, [editor]);

  const onEdgesChange = useCallback(
    (changes: EdgeChange<ArrowEdge>[]): void => {
      const picked = new Set(editor.state.selection);
      for (const change of changes) {
        if (change.type === "select") {
          if (change.selected) {
            picked.add(change.id);
          } else {
            picked.delete(change.id);
          }
        }
      }
      editor.select(picked);
    },
    [editor],
  );

  const mayJoin = useCallback(
    (link: Link | ArrowEdge): boolean => {
      const kindOf = (id: string): string => editor.design.components.find((one) => one.id === id)?.kind ?? "";
      return (
        link.source !== link.target &&
        (editor.kinds.joins(kindOf(link.source), kindOf(link.target)).length > 0 || canBind(editor, link.source, link.target))
      );
    },
    [editor],
  );

  const onConnectEnd: OnConnectEnd = useCallback(
    (event, link) => {
      editor.update({ connecting: null });
      const from = link.fromNode?.id;
      if (from === undefined || link.isValid === true) {
        return;
      }
      const under = link.toNode?.id;
      if (under !== undefined && under !== from) {
        connect(editor, from, under);
        return;
      }
      const { clientX, clientY } = "changedTouches" in event ? (event.changedTouches[0] ?? { clientX: 0, clientY: 0 }) : event;
      const at = flow.screenToFlowPosition({ x: clientX, y: clientY });
      const start = editor.boxes().get(from);
      if (start !== undefined && (at.x < start.left - 20 || at.x > start.right + 20 || at.y < start.top - 20 || at.y > start.bottom + 20)) {
        editor.open({ type: "next", source: from, at, backwards: false });
      }
    },
    [editor, flow],
  );

  useEffect(() => {
    const note = (event: KeyboardEvent): void => {
      alt.current = event.altKey;
    };
    window.addEventListener("keydown", note);
    window.addEventListener("keyup", note);
    return () => {
      window.removeEventListener("keydown", note);
      window.removeEventListener("keyup", note);
    };
  }, []);

  const openMenu = (event: PointerPress | MouseEvent): void => {
    event.preventDefault();
    const at = flow.screenToFlowPosition({ x: event.clientX, y: event.clientY });
    editor.open({ type: "menu", x: event.clientX, y: event.clientY, at });
  };

  return (
    <ReactFlow<CanvasNode, ArrowEdge>
      nodes={nodes}
      edges={edges}
      nodeTypes={NODE_TYPES}
      edgeTypes={EDGE_TYPES}
      onNodesChange={onNodesChange}
      onEdgesChange={onEdgesChange}
      onNodeDragStart={startDrag}
      onNodeDragStop={stopDrag}
      onSelectionDragStart={(event, chosen) => chosen[0] !== undefined && startDrag(event, chosen[0])}
      onSelectionDragStop={stopDrag}
      onConnectStart={(_, { nodeId }) => editor.update({ connecting: nodeId })}
      onConnect={(link) => connect(editor, link.source, link.target)}
      onConnectEnd={onConnectEnd}
      isValidConnection={mayJoin}
      connectionMode={ConnectionMode.Loose}
      connectionLineComponent={DrawnLine}
      connectionRadius={24}
      onPaneContextMenu={openMenu}
      onNodeContextMenu={(event, node) => {
        if (!editor.state.selection.has(node.id)) {
          editor.select([node.id]);
        }
        openMenu(event);
      }}
      onEdgeContextMenu={(event, edge) => {
        if (!editor.state.selection.has(edge.id)) {
          editor.select([edge.id]);
        }
        openMenu(event);
      }}
      onPaneClick={() => editor.open(null)}
      nodesFocusable={false}
      edgesFocusable={false}
      disableKeyboardA11y
      deleteKeyCode={null}
      selectionKeyCode={null}
      multiSelectionKeyCode={["Shift", "Meta", "Control"]}
      panActivationKeyCode="Space"
      selectionOnDrag={!coarse}
      selectionMode={SelectionMode.Partial}
      panOnDrag={coarse ? true : [1]}
      panOnScroll
      panOnScrollMode={PanOnScrollMode.Free}
      zoomOnDoubleClick={false}
      elevateNodesOnSelect={false}
      minZoom={0.1}
      maxZoom={3}
      nodeDragThreshold={3}
      onlyRenderVisibleElements={nodes.length > CULL && !far}
      fitView
      fitViewOptions={{ padding: 0.07, maxZoom: 1 }}
      aria-label="Canvas"
    >
      <Background variant={BackgroundVariant.Lines} gap={16} />
      <MiniMap className="minimap" pannable zoomable ariaLabel="Overview" nodeBorderRadius={6} />
      <Guides />
    </ReactFlow>
  );
}

/** Where everything is at this moment of a drag. */
function dragged(editor: Editor, now: Drag, by: Point, free: boolean, zoom: number): Partial<State> {
  const resting = boxesOf(editor.design, editor.kinds);
  const whole = hull([...now.start.keys()].flatMap((id) => resting.get(id) ?? []));
  let { x, y } = by;
  let guides: readonly Guide[] = [];
  if (whole !== null && !free) {
    const others = [...resting].filter(([id]) => !now.start.has(id)).map(([, box]) => box);
    const snapped = snap(shiftBox(whole, x, y), others, SNAP / zoom);
    x += snapped.dx;
    y += snapped.dy;
    guides = snapped.guides;
  }
  const moving = new Map([...now.start].map(([id, point]) => [id, { x: point.x + x, y: point.y + y }] as const));
  const [only] = moving;
  const aim = moving.size === 1 && only !== undefined && !now.copies ? aimOf(editor, only[0], only[1]) : null;
  return { moving, guides, aim };
}

function Guides(): ReactNode {
  const guides = useEditor((state) => state.guides);
  if (guides.length === 0) {
    return null;
  }
  return (
    <ViewportPortal>
      <svg className="guides" width={1} height={1}>
        {guides.map((guide) =>
          guide.axis === "x" ? (
            <path key={`x${guide.at}`} d={`M${guide.at} ${guide.from - 12}V${guide.to + 12}`} />
          ) : (
            <path key={`y${guide.at}`} d={`M${guide.from - 12} ${guide.at}H${guide.to + 12}`} />
          ),
        )}
      </svg>
    </ViewportPortal>
  );
}

/** Lets everything outside of the canvas ask it to show something. */
export function ViewBridge(): ReactNode {
  const tools = useTools();
  const flow = useReactFlow();
  const dom = useStore((store) => store.domNode);
  useEffect(() => {
    const quick = window.matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 180;
    const size = (): DOMRect => dom?.getBoundingClientRect() ?? new DOMRect(0, 0, 800, 600);
    const middleOfScreen = (): Point => {
      const { left, top, width, height } = size();
      return { x: left + width / 2, y: top + height / 2 };
    };
    tools.view = {
      zoomBy: (factor) => void flow.zoomTo(flow.getZoom() * factor, { duration: quick }),
      zoomTo: (level) => void flow.zoomTo(level, { duration: quick }),
      fit: (ids) => void flow.fitView({ padding: 0.07, maxZoom: 1, duration: quick, ...(ids === undefined ? {} : { nodes: ids.map((id) => ({ id })) }) }),
      reveal: (id) => {
        const box = tools.editor.boxes().get(id);
        if (box === undefined) {
          return;
        }
        const { left, top, right, bottom } = size();
        const corner = flow.flowToScreenPosition({ x: box.left, y: box.top });
        const other = flow.flowToScreenPosition({ x: box.right, y: box.bottom });
        if (corner.x < left || corner.y < top || other.x > right || other.y > bottom) {
          void flow.setCenter((box.left + box.right) / 2, (box.top + box.bottom) / 2, { zoom: flow.getZoom(), duration: quick });
        }
      },
      focus: (id) => {
        // The element may be drawn only with the next frame.
        requestAnimationFrame(() => {
          dom?.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(id)}"]`)?.focus({ preventScroll: true });
        });
      },
      centre: () => flow.screenToFlowPosition(middleOfScreen()),
      at: (x, y) => {
        const { left, top, right, bottom } = size();
        return x < left || x > right || y < top || y > bottom ? null : flow.screenToFlowPosition({ x, y });
      },
    };
  }, [tools, flow, dom]);
  return null;
}
