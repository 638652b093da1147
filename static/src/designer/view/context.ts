/** What every part of the view can reach. */

import { createContext, useContext, useSyncExternalStore } from "react";

import type { Point } from "../core/types";
import type { Editor, State } from "../session/editor";
import type { Saver } from "../saving/saver";

/** What the canvas can be asked to show. */
export interface View {
  zoomBy(factor: number): void;
  zoomTo(level: number): void;
  fit(ids?: readonly string[]): void;
  /** Bring something into view, without zooming. */
  reveal(id: string): void;
  /** Give a component the keyboard. */
  focus(id: string): void;
  /** The point of the canvas that is in the middle of the screen. */
  centre(): Point;
  /** The point of the canvas at a point of the screen; null outside of the canvas. */
  at(x: number, y: number): Point | null;
}

export interface Tools {
  readonly editor: Editor;
  readonly saver: Saver;
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

/** A part of the state; the component is drawn anew when it is another value. */
export function useEditor<T>(read: (state: State) => T): T {
  const { editor } = useTools();
  return useSyncExternalStore(editor.subscribe, () => read(editor.state));
}
