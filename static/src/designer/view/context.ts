/** What every part of the view can reach. */

import { createContext, useContext, useRef, useSyncExternalStore } from "react";

import type { Point } from "../core/types";
import type { Editor, State } from "../session/editor";
import type { Coder } from "../session/code";
import type { Saver } from "../saving/saver";
import type { Reviewer } from "../session/review";

/** What the canvas can be asked to show. */
export interface View {
  zoomBy(factor: number): void;
  zoomTo(level: number): void;
  fit(ids?: readonly string[]): void;
  /** Bring something into view, without zooming. */
  reveal(id: string): void;
  /** Give a component the keyboard. */
  focus(id: string): void;
  /** Give the first bend of the selected arrow the keyboard. */
  focusBend(): void;
  /** The point of the canvas that is in the middle of the screen. */
  centre(): Point;
  /** The point of the canvas at a point of the screen; null outside of the canvas. */
  at(x: number, y: number): Point | null;
}

export interface Tools {
  readonly editor: Editor;
  readonly saver: Saver;
  readonly reviewer: Reviewer;
  readonly coder: Coder;
  view: View;
}

export const ToolsContext = createContext<Tools | null>(null);

export function useTools(): Tools {
  const tools = useContext(ToolsContext);
  if (tools === null) {
    throw new Error("the view is used outside of the designer");
  }
  return tools;
}

/** How the canvas is looked at; asked once for all that is on it. */
export interface Sight {
  /** From so far that words cannot be read, so they are not drawn. */
  readonly far: boolean;
  /** What holds the words of arrows, once it is there. */
  readonly labels: Element | null;
}

export const SightContext = createContext<Sight>({ far: false, labels: null });

/** A part of the state; the component is drawn anew when it is another value. */
export function useEditor<T>(read: (state: State) => T): T {
  const { editor } = useTools();
  return useSyncExternalStore(editor.subscribe, () => read(editor.state));
}

/** Something as it is when things rest: what is in motion is moved without React (`following.ts`). */
export function useResting<T>(read: () => T): T {
  const last = useRef<{ readonly value: T } | null>(null);
  return useEditor(({ moving }) => {
    if (moving === null || last.current === null) {
      last.current = { value: read() };
    }
    return last.current.value;
  });
}

/** What the review says, or a part of it. */
export function useReview<T>(read: (review: State["review"]) => T): T {
  const { editor } = useTools();
  return useSyncExternalStore(editor.subscribeTo.review, () => read(editor.state.review));
}

/** What would happen to a component or an arrow if the dragged card were let go now; null for nothing. */
export function useAim(id: string): string | null {
  const { editor } = useTools();
  return useSyncExternalStore(editor.subscribeTo.aim, () => (editor.state.aim?.target === id ? editor.state.aim.says : null));
}
