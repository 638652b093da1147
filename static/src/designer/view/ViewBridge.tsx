/** The way from the rest of the designer to the canvas and back. */

import { useReactFlow, useStore, useStoreApi } from "@xyflow/react";
import type { ReactNode } from "react";
import { useEffect, useLayoutEffect } from "react";

import type { Point } from "../core/types";
import { useTools } from "./context";
import { isNarrow } from "./narrow";

/** Lets everything outside of the canvas ask it to show something, and tells what can wait that the view moves. */
export function ViewBridge(): ReactNode {
  const tools = useTools();
  const flow = useReactFlow();
  const dom = useStore((store) => store.domNode);
  const store = useStoreApi();
  useEffect(
    () => store.subscribe(({ transform }, before) => transform !== before.transform && tools.editor.rest.moved()),
    [tools, store],
  );
  useEffect(
    () =>
      // Where a sheet opens or the screen is turned, what was in the middle stays there; React Flow keeps the corner.
      store.subscribe(({ width, height }, before) => {
        const turned = width !== before.width || height !== before.height;
        if (turned && Math.min(width, height, before.width, before.height) > 0 && isNarrow()) {
          const { x, y, zoom } = flow.getViewport();
          void flow.setViewport({ x: x + (width - before.width) / 2, y: y + (height - before.height) / 2, zoom });
        }
      }),
    [store, flow],
  );
  useLayoutEffect(() => {
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
      focusBend: () => {
        requestAnimationFrame(() => dom?.querySelector<SVGElement>(".arrow-bend")?.focus({ preventScroll: true }));
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
