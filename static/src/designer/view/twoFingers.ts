/** Two fingers move and zoom the canvas, wherever they are put down and whatever the first of them had begun. */

import { useReactFlow, useStore, useStoreApi } from "@xyflow/react";
import { useEffect } from "react";

import { pinched } from "../core/pinch";
import type { Pinch } from "../core/pinch";
import type { Point } from "../core/types";
import { useTools } from "./context";

/** What was so when the first finger came down. */
interface Before {
  readonly pointer: number;
  readonly target: Element;
  readonly selection: ReadonlySet<string>;
  readonly framed: boolean;
}

/**
 * `leave` takes back a drag or an arrow on its way; it must not change.
 *
 * React Flow's own pinch is d3-zoom's: that does not see fingers on cards, and rests where a finger draws frames.
 */
export function useTwoFingers(leave: () => void): void {
  const { editor } = useTools();
  const flow = useReactFlow();
  const store = useStoreApi();
  const dom = useStore(({ domNode }) => domNode);
  useEffect(() => {
    if (dom === null) {
      return;
    }
    let before: Before | null = null;
    let pinch: Pinch | null = null;
    let cancelling = false;

    const here = ({ touches }: TouchEvent): Touch[] => [...touches].filter(({ target }) => target instanceof Node && dom.contains(target));
    const points = (fingers: readonly Touch[]): Point[] => {
      const { left, top } = dom.getBoundingClientRect();
      return fingers.slice(0, 2).map(({ clientX, clientY }) => ({ x: clientX - left, y: clientY - top }));
    };
    const hold = (fingers: readonly Touch[]): void => {
      pinch = { view: flow.getViewport(), fingers: points(fingers) };
    };

    /** Whoever follows the first finger is told that it is gone. */
    const cancel = (fingers: readonly Touch[]): void => {
      cancelling = true;
      if (before !== null) {
        before.target.dispatchEvent(new PointerEvent("pointercancel", { bubbles: true, pointerId: before.pointer, pointerType: "touch", isPrimary: true }));
      }
      // React Flow's arrows do not know touchcancel; with nothing left under way it is the same as its end.
      for (const finger of fingers) {
        finger.target.dispatchEvent(new TouchEvent("touchend", { bubbles: true, changedTouches: [finger] }));
      }
      cancelling = false;
    };
    const takeOver = (fingers: readonly Touch[]): void => {
      leave();
      const { userSelectionActive } = store.getState();
      store.setState({ userSelectionActive: false, userSelectionRect: null });
      cancel(fingers);
      if (userSelectionActive) {
        // React Flow swallows the click that ends a frame; none comes after this one, and it would be the next tap's.
        dom.querySelector(".react-flow__pane")?.dispatchEvent(new MouseEvent("click", { bubbles: true }));
      }
      if (before !== null) {
        editor.select(before.selection);
        store.setState({ nodesSelectionActive: before.framed });
      }
      hold(fingers);
    };
    const keep = (event: TouchEvent): void => {
      event.stopPropagation();
      if (event.cancelable) {
        event.preventDefault();
      }
    };

    const press = ({ pointerType, isPrimary, pointerId, target }: PointerEvent): void => {
      if (pointerType === "touch" && isPrimary && target instanceof Element) {
        before = { pointer: pointerId, target, selection: editor.state.selection, framed: store.getState().nodesSelectionActive };
      }
    };
    const start = (event: TouchEvent): void => {
      const fingers = here(event);
      if (event.touches.length === event.changedTouches.length) {
        // All are new: an end was missed, as happens where what was touched is no longer there.
        pinch = null;
      }
      if (pinch !== null) {
        hold(fingers);
      } else if (fingers.length > 1) {
        takeOver(fingers);
      } else {
        return;
      }
      keep(event);
    };
    const move = (event: TouchEvent): void => {
      if (pinch !== null) {
        keep(event);
        const { minZoom, maxZoom } = store.getState();
        void flow.setViewport(pinched(pinch, points(here(event)), minZoom, maxZoom));
      }
    };
    // d3 and React Flow hear of it too: they end what they know of.
    const end = (event: TouchEvent): void => {
      const fingers = here(event);
      if (cancelling) {
        return;
      }
      if (fingers.length === 0) {
        pinch = null;
        before = null;
      } else if (pinch !== null) {
        hold(fingers);
      }
    };

    const ended = new AbortController();
    const options = { capture: true, passive: false, signal: ended.signal };
    dom.addEventListener("pointerdown", press, options);
    dom.addEventListener("touchstart", start, options);
    dom.addEventListener("touchmove", move, options);
    dom.addEventListener("touchend", end, options);
    dom.addEventListener("touchcancel", end, options);
    return () => ended.abort();
  }, [dom, editor, flow, store, leave]);
}
