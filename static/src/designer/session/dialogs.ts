/** What may stand in front of the canvas. */

import type { Point } from "../core/types";

export type Dialog =
  | { readonly type: "help" }
  | { readonly type: "commands" }
  | { readonly type: "find" }
  | { readonly type: "start" }
  /** Which way an arrow between two components takes. */
  | { readonly type: "ways"; readonly source: string; readonly target: string }
  /** Which component comes next, at the end of an arrow that was drawn into the void or by keyboard. */
  | { readonly type: "next"; readonly source: string; readonly at: Point | null; readonly backwards: boolean }
  /** Which component an arrow from the keyboard leads to. */
  | { readonly type: "connect"; readonly source: string }
  | { readonly type: "menu"; readonly x: number; readonly y: number; readonly at: Point }
  /** The versions that were saved. */
  | { readonly type: "history" }
  | { readonly type: "share" }
  /** Somebody else, or a tab that was closed, changed the same. */
  | { readonly type: "conflict"; readonly tab: boolean }
  /** Somebody deleted the design; perhaps the bin still has it. */
  | { readonly type: "deleted"; readonly restores: boolean };
