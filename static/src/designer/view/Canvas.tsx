/** The canvas: React Flow draws, the editor decides. */

import type { Connection as Link, EdgeChange, NodeChange, OnConnectEnd, OnConnectStartParams } from "@xyflow/react";
import {
  ConnectionMode,
  PanOnScrollMode,
  ReactFlow,
  SelectionMode,
  useReactFlow,
  useStore,
  useStoreApi,
} from "@xyflow/react";
import type { MouseEvent as PointerPress, ReactNode } from "react";
import { useCallback, useEffect, useMemo, useRef } from "react";

import { boxesOf } from "../core/cards";
import { copy } from "../core/clipboard";
import type { Box, Guide } from "../core/geometry";
import { SNAP, hull, shiftBox, snap } from "../core/geometry";
import type { Point } from "../core/types";
import { aimOf, canBind, connect, drop, paste } from "../session/gestures";
import type { Editor, State } from "../session/editor";
import { rename } from "../actions/naming";
import { SightContext, useEditor, useTools } from "./context";
import { useFollowing } from "./following";
import { useClicksThroughFrame } from "./framed";
import { Grid } from "./Grid";
import { Guides } from "./Guides";
import { useLongPress } from "./longPress";
import type { ArrowEdge, CanvasNode } from "./nodes";
import { Scenery } from "./nodes";
import { Overview } from "./Overview";
import { ArrowShape, ComponentShape, DrawnLine, ServiceShape } from "./Shapes";
import { useTwoFingers } from "./twoFingers";

const NODE_TYPES = { component: ComponentShape, service: ServiceShape };
const EDGE_TYPES = { arrow: ArrowShape };
const SEVERAL = ["Shift", "Meta", "Control"];
const AT_FIRST = { padding: 0.07, maxZoom: 1 };
const MOUSE_PAN = [1];
/** Below this zoom words cannot be read. */
const FAR = 0.3;
/** Above this many components only those in view are drawn. */
const CULL = 300;

interface Drag {
  readonly start: ReadonlyMap<string, Point>;
  /** The node that the pointer holds, and where its corner was. */
  readonly held: string;
  readonly corner: Point;
  /** Around all that moves, where it was. */
  readonly whole: Box | null;
  /** What it can line up with. */
  readonly others: readonly Box[];
  readonly copies: boolean;
}

export function Canvas(): ReactNode {
  const tools = useTools();
  const { editor } = tools;
  const scenery = useMemo(() => new Scenery(editor), [editor]);
  const following = useFollowing();
  const nodes = useEditor((state) => scenery.nodes(state, following));
  const edges = useEditor((state) => scenery.edges(state));
  const isMoving = useEditor(({ moving }) => moving !== null);
  const several = useEditor((state) => state.several);
  const drag = useRef<Drag | null>(null);
  const drawing = useRef(false);
  const alt = useRef(false);
  const coarse = useMemo(() => window.matchMedia("(pointer: coarse)").matches, []);
  const far = useStore((store) => store.transform[2] < FAR);
  const dom = useStore((store) => store.domNode);
  const sight = useMemo(() => ({ far, labels: dom?.querySelector(".react-flow__edgelabel-renderer") ?? null }), [far, dom]);
  const cancelConnection = useStore((store) => store.cancelConnection);
  const store = useStoreApi();
  useEffect(() => store.setState({ multiSelectionActive: several }), [store, several]);
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
        if (mine && point !== undefined && !editor.locked.has(one.id)) {
          start.set(one.id, point);
        }
      }
      const boxes = boxesOf(design, editor.kinds);
      const whole = hull([...start.keys()].flatMap((id) => boxes.get(id) ?? []));
      const others = [...boxes].filter(([id]) => !start.has(id)).map(([, box]) => box);
      drag.current = { start, held: node.id, corner: node.position, whole, others, copies: event.altKey };
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
        paste(editor, { ...fragment, layout }, null, "Duplicate");
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
        (editor.kinds.joins(kindOf(link.source), kindOf(link.target)).length > 0 || canBind(editor, link.source, link.target) || canBind(editor, link.target, link.source))
      );
    },
    [editor],
  );

  const onConnectEnd: OnConnectEnd = useCallback(
    (event, link) => {
      const cancelled = !drawing.current;
      drawing.current = false;
      editor.update({ connecting: null });
      const from = link.fromNode?.id;
      if (from === undefined || link.isValid === true || cancelled) {
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

  const leave = useCallback((): void => {
    drag.current = null;
    if (drawing.current) {
      drawing.current = false;
      cancelConnection();
    }
    editor.update({ moving: null, guides: [], aim: null, connecting: null });
  }, [editor, cancelConnection]);
  useTwoFingers(leave);
  useClicksThroughFrame();

  useEffect(() => {
    const note = (event: KeyboardEvent): void => {
      alt.current = event.altKey;
      if (event.type !== "keydown" || event.key !== "Escape" || (drag.current === null && !drawing.current)) {
        return;
      }
      // React Flow goes on until the button is let go; by then there is nothing left to do.
      event.preventDefault();
      leave();
      editor.announce("Left as it was");
    };
    window.addEventListener("keydown", note, true);
    window.addEventListener("keyup", note, true);
    return () => {
      window.removeEventListener("keydown", note, true);
      window.removeEventListener("keyup", note, true);
    };
  }, [editor, leave]);

  const menuAt = useCallback(
    (on: string | null, { x, y }: Point): void => {
      if (on !== null && !editor.state.selection.has(on)) {
        editor.select([on]);
      }
      editor.open({ type: "menu", x, y, at: flow.screenToFlowPosition({ x, y }) });
    },
    [editor, flow],
  );
  const rest = useCallback(
    (target: Element, at: Point): void => menuAt(target.closest<HTMLElement>(".react-flow__node, .react-flow__edge")?.dataset["id"] ?? null, at),
    [menuAt],
  );
  const longPress = useLongPress(rest);

  // React Flow asks every card again for each handler that is another function than before.
  const handlers = useMemo(() => {
    const openMenu = (event: PointerPress | MouseEvent, on: { readonly id: string } | null = null): void => {
      event.preventDefault();
      menuAt(on?.id ?? null, { x: event.clientX, y: event.clientY });
    };
    return {
      onSelectionDragStart: (event: PointerPress, [first]: CanvasNode[]) => first !== undefined && startDrag(event, first),
      onConnectStart: (_: unknown, { nodeId }: OnConnectStartParams) => {
        drawing.current = true;
        editor.update({ connecting: nodeId });
      },
      onConnect: (link: Link) => {
        if (drawing.current) {
          connect(editor, link.source, link.target);
        }
      },
      onNodeClick: (event: PointerPress, node: CanvasNode) => {
        if (node.type === "service") {
          editor.select([node.id], event.shiftKey || event.metaKey || event.ctrlKey ? "toggle" : "only");
        }
      },
      onNodeDoubleClick: (_: unknown, { id }: CanvasNode) => rename(tools, id),
      onEdgeDoubleClick: (_: unknown, { id }: ArrowEdge) => rename(tools, id),
      onSelectionEnd: ({ nativeEvent, target }: PointerPress) => {
        // React Flow swallows the click that ends a frame; after a finger's there is none, and it would be the next tap's.
        if (nativeEvent instanceof PointerEvent && nativeEvent.pointerType === "touch") {
          setTimeout(() => target.dispatchEvent(new MouseEvent("click", { bubbles: true })));
        }
      },
      onPaneClick: () => editor.open(null),
      onPaneContextMenu: (event: PointerPress | MouseEvent) => openMenu(event),
      onNodeContextMenu: openMenu,
      onEdgeContextMenu: openMenu,
    };
  }, [editor, tools, menuAt, startDrag]);

  return (
    <SightContext value={sight}>
      <ReactFlow<CanvasNode, ArrowEdge>
        className={isMoving ? "is-moving" : ""}
        nodes={nodes}
        edges={edges}
        nodeTypes={NODE_TYPES}
        edgeTypes={EDGE_TYPES}
        onNodesChange={onNodesChange}
        onEdgesChange={onEdgesChange}
        onNodeDragStart={startDrag}
        onNodeDragStop={stopDrag}
        {...handlers}
        onSelectionDragStop={stopDrag}
        onConnectEnd={onConnectEnd}
        isValidConnection={mayJoin}
        connectionMode={ConnectionMode.Loose}
        connectionLineComponent={DrawnLine}
        connectionRadius={24}
        {...longPress}
        nodesFocusable={false}
        edgesFocusable={false}
        disableKeyboardA11y
        deleteKeyCode={null}
        selectionKeyCode={null}
        multiSelectionKeyCode={SEVERAL}
        panActivationKeyCode="Space"
        selectionOnDrag={!coarse || several}
        selectionMode={SelectionMode.Partial}
        panOnDrag={several ? false : coarse ? true : MOUSE_PAN}
        panOnScroll
        panOnScrollMode={PanOnScrollMode.Free}
        zoomOnDoubleClick={false}
        elevateNodesOnSelect={false}
        minZoom={0.1}
        maxZoom={3}
        nodeDragThreshold={3}
        onlyRenderVisibleElements={nodes.length > CULL && !far}
        fitView
        fitViewOptions={AT_FIRST}
        aria-label="Canvas"
      >
        <Grid />
        <Overview />
        <Guides />
      </ReactFlow>
    </SightContext>
  );
}

/** Where everything is at this moment of a drag. */
function dragged(editor: Editor, now: Drag, by: Point, free: boolean, zoom: number): Partial<State> {
  const { whole, others } = now;
  let { x, y } = by;
  let guides: readonly Guide[] = [];
  if (whole !== null && !free) {
    const snapped = snap(shiftBox(whole, x, y), others, SNAP / zoom);
    x += snapped.dx;
    y += snapped.dy;
    guides = snapped.guides;
  }
  const moving = new Map([...now.start].map(([id, point]) => [id, { x: point.x + x, y: point.y + y }] as const));
  const [only] = moving;
  const aim = moving.size === 1 && only !== undefined && !now.copies ? aimOf(editor, only[0], only[1]) : null;
  const { aim: before } = editor.state;
  return { moving, guides, aim: aim?.target === before?.target && aim?.says === before?.says ? before : aim };
}
