/** The walk-through as a state machine, apart from any page: `next(state, event)` is all there is to it. */

export interface PlayerState {
  /** How many steps there are; at least one. */
  readonly steps: number;
  /** The step that is shown, counted from 0; -1 shows the whole drawing. */
  readonly at: number;
  readonly playing: boolean;
  /** Whether the ways of failure are lit instead of a step. */
  readonly failing: boolean;
}

export type PlayerEvent =
  | { readonly type: "forward" }
  | { readonly type: "back" }
  | { readonly type: "first" }
  | { readonly type: "last" }
  | { readonly type: "go"; readonly to: number }
  /** The play button, or the space bar. */
  | { readonly type: "toggle" }
  /** The step that is playing has been shown long enough. */
  | { readonly type: "elapsed" }
  | { readonly type: "failures" };

export const OVERVIEW = -1;

export function begin(steps: number): PlayerState {
  return { steps, at: OVERVIEW, playing: false, failing: false };
}

function show(state: PlayerState, at: number, playing: boolean): PlayerState {
  const shown = Math.min(Math.max(at, OVERVIEW), state.steps - 1);
  return { ...state, at: shown, playing, failing: false };
}

export function next(state: PlayerState, event: PlayerEvent): PlayerState {
  const last = state.steps - 1;
  switch (event.type) {
    case "forward":
      return show(state, state.at + 1, false);
    case "back":
      // From the failures, back leads to the step that they were opened from.
      return show(state, state.failing ? state.at : state.at - 1, false);
    case "first":
      return show(state, 0, false);
    case "last":
      return show(state, last, false);
    case "go":
      return show(state, event.to, false);
    case "toggle":
      if (state.playing) {
        return { ...state, playing: false };
      }
      return show(state, state.at === OVERVIEW || state.at === last ? 0 : state.at, true);
    case "elapsed":
      if (!state.playing) {
        return state;
      }
      return state.at < last ? show(state, state.at + 1, true) : { ...state, playing: false };
    case "failures":
      return { ...state, playing: false, failing: !state.failing };
  }
}

/** The event of a key; undefined for a key that means nothing here. */
export function eventOfKey(key: string, state: PlayerState): PlayerEvent | undefined {
  switch (key) {
    case "ArrowRight":
      return { type: "forward" };
    case "ArrowLeft":
      return { type: "back" };
    case "Home":
      return { type: "first" };
    case "End":
      return { type: "last" };
    case " ":
      return { type: "toggle" };
    case "Escape":
      return state.failing ? { type: "failures" } : undefined;
    default:
      return undefined;
  }
}

/** How long a step stays when it plays, in ms: as long as its words take to read, at 17 characters a second. */
export function readingTime(text: string): number {
  return Math.max(2200, (text.length / 17) * 1000);
}
