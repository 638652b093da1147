/** A finger or pen that rests on something asks for its menu. Not every browser says so itself. */

import type { PointerEvent } from "react";
import { useMemo } from "react";

import type { Point } from "../core/types";

/** How long it rests, in ms, and how far it may tremble meanwhile, in px. */
const REST = 500;
const TREMBLE = 8;

type Handler = (event: PointerEvent) => void;

export interface LongPress {
  readonly onPointerDown: Handler;
  readonly onPointerMove: Handler;
  readonly onPointerUp: Handler;
  readonly onPointerCancel: Handler;
}

/** Handlers for an element; `open` must not change. Dots and bends are for dragging, so they do not count. */
export function useLongPress(open: (target: Element, at: Point) => void): LongPress {
  return useMemo(() => {
    let waiting: { readonly timer: ReturnType<typeof setTimeout>; readonly x: number; readonly y: number } | null = null;
    const stop = (): void => {
      clearTimeout(waiting?.timer);
      waiting = null;
    };
    const swallow = (event: Event): void => {
      event.preventDefault();
      event.stopPropagation();
    };
    const fire = (target: Element, at: Point): void => {
      waiting = null;
      open(target, at);
      // Lifting the finger must not count as a tap on what lies under it.
      window.addEventListener("click", swallow, { capture: true, once: true });
      window.addEventListener("pointerdown", () => window.removeEventListener("click", swallow, { capture: true }), { capture: true, once: true });
    };
    return {
      onPointerDown: ({ pointerType, isPrimary, target, clientX: x, clientY: y }) => {
        stop();
        if (pointerType !== "mouse" && isPrimary && target instanceof Element && target.closest(".react-flow__handle, .arrow-bend") === null) {
          waiting = { timer: setTimeout(() => fire(target, { x, y }), REST), x, y };
        }
      },
      onPointerMove: ({ clientX, clientY }) => {
        if (waiting !== null && Math.hypot(clientX - waiting.x, clientY - waiting.y) > TREMBLE) {
          stop();
        }
      },
      onPointerUp: stop,
      onPointerCancel: stop,
    };
  }, [open]);
}
