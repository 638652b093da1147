/** The whole design in a corner, and a frame around what is in view. */

import { MiniMap, Panel, useStore, useStoreApi } from "@xyflow/react";
import type { ReactNode } from "react";
import { useCallback, useLayoutEffect, useMemo, useRef } from "react";

import type { CanvasNode } from "./nodes";
import { overviewClass } from "./nodes";

/** React Flow computes its picture from these; in px. */
const SIZE = { width: 176, height: 120 };

export function Overview(): ReactNode {
  return (
    <>
      <MiniMap<CanvasNode>
        className="minimap"
        style={SIZE}
        pannable
        zoomable
        ariaLabel="Overview"
        nodeBorderRadius={6}
        nodeClassName={overviewClass}
      />
      <Frame />
    </>
  );
}

/**
 * React Flow's own frame is a part of its picture: with every step of a pan the browser lays that out anew, and after a
 * layout it asks what the pointer is on. This one is only moved.
 */
function Frame(): ReactNode {
  const frame = useRef<HTMLDivElement>(null);
  const store = useStoreApi<CanvasNode>();
  const dom = useStore(({ domNode }) => domNode);
  const picture = useMemo(() => dom?.querySelector<SVGSVGElement>(".minimap svg") ?? null, [dom]);
  // These say when to look; where the view is, the store says.
  const transform = useStore((now) => now.transform);
  const width = useStore((now) => now.width);
  const height = useStore((now) => now.height);

  const place = useCallback(() => {
    const style = frame.current?.style;
    const shown = picture?.viewBox.baseVal;
    if (style === undefined || shown === undefined || shown.width === 0) {
      return;
    }
    const now = store.getState();
    const [x, y, zoom] = now.transform;
    // SVG shows all of its viewBox, in the middle of the place that it has.
    const scale = Math.min(SIZE.width / shown.width, SIZE.height / shown.height);
    const left = (SIZE.width - shown.width * scale) / 2;
    const top = (SIZE.height - shown.height * scale) / 2;
    style.width = `${(now.width / zoom) * scale}px`;
    style.height = `${(now.height / zoom) * scale}px`;
    style.transform = `translate(${left + (-x / zoom - shown.x) * scale}px, ${top + (-y / zoom - shown.y) * scale}px)`;
  }, [picture, store]);

  useLayoutEffect(place, [place, transform, width, height]);
  useLayoutEffect(() => {
    // What is dragged out of the picture makes it show more.
    const larger = new MutationObserver(place);
    if (picture !== null) {
      larger.observe(picture, { attributeFilter: ["viewBox"] });
    }
    return () => larger.disconnect();
  }, [place, picture]);

  return (
    <Panel position="bottom-right" className="minimap-view" style={SIZE}>
      <div ref={frame} />
    </Panel>
  );
}
