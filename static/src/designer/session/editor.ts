/**
 * One design being edited: its history, what is selected, and what the canvas is in the middle of. The view reads
 * snapshots and calls methods; every change of the design goes through `perform`.
 */

import { EditError } from "../core/apply";
import { placesOf } from "../core/cards";
import type { Kinds } from "../core/catalog";
import type { Fragment } from "../core/clipboard";
import { replacement, same } from "../core/difference";
import type { Box, Guide } from "../core/geometry";
import { nearestTo } from "../core/geometry";
import type { History } from "../core/history";
import { begin, perform, redo, undo } from "../core/history";
import { lockedIn } from "../core/locks";
import type { Bends, Route } from "../core/routes";
import type { Notation } from "../core/svg";
import { counted } from "../core/text";
import type { Design, Edit, Point, Scene, Semantics } from "../core/types";
import type { CodeState } from "./code";
import { NO_CODE } from "./code";
import type { Dialog } from "./dialogs";
import { Whereabouts } from "./positions";
import { Rest } from "./rest";
import type { ReviewState } from "./review";
import { UNREVIEWED } from "./review";

export interface Catalog {
  readonly kinds: Kinds;
  readonly scenes: readonly Scene[];
  readonly examples: readonly { readonly id: string; readonly design: Design }[];
  readonly notation: Notation;
  readonly words: { readonly [protocol: string]: { readonly [meaning in Semantics]?: string } };
  /** The address of the icons' SVG file. */
  readonly icons: string;
}

export interface Notice {
  readonly text: string;
  readonly tone: "done" | "fault";
  /** Whether undoing takes it back. */
  readonly undo: boolean;
  readonly number: number;
}

export interface State {
  readonly history: History;
  readonly selection: ReadonlySet<string>;
  /** Whether a finger chooses one thing after the other, or draws a frame, instead of moving the view. */
  readonly several: boolean;
  /** Where things are while they are dragged or glide to their new places; null at rest. */
  readonly moving: ReadonlyMap<string, Point> | null;
  readonly guides: readonly Guide[];
  /** The bends of an arrow while one of them is dragged. */
  readonly bending: { readonly arrow: string; readonly points: readonly Point[] } | null;
  /** The component that an arrow is being drawn from. */
  readonly connecting: string | null;
  /** What a drag would do if it ended now. */
  readonly aim: Aim | null;
  readonly dialog: Dialog | null;
  readonly notice: Notice | null;
  readonly announcement: string;
  /** The component that has the canvas's one tab stop. */
  readonly active: string | null;
  readonly review: ReviewState;
  readonly code: CodeState;
}

export interface Aim {
  readonly target: string;
  readonly says: string;
}

type Listener = () => void;

export class Editor {
  readonly catalog: Catalog;
  /** Whether the hand rests, for what can wait until it does. */
  readonly rest = new Rest();
  #state: State;
  readonly #listeners = new Set<Listener>();
  readonly #aimed = new Set<Listener>();
  readonly #reviewed = new Set<Listener>();
  /** What was copied here, for browsers that keep the system's clipboard from us. */
  clipboard: Fragment | null = null;
  #notices = 0;
  readonly #whereabouts: Whereabouts;
  #held: { readonly of: readonly string[]; readonly ids: ReadonlySet<string> } = { of: [], ids: new Set() };

  constructor(catalog: Catalog, design: Design) {
    this.catalog = catalog;
    this.#whereabouts = new Whereabouts(catalog.kinds);
    this.#state = {
      history: begin(design),
      selection: new Set(),
      several: false,
      moving: null,
      guides: [],
      bending: null,
      connecting: null,
      aim: null,
      dialog: null,
      notice: null,
      announcement: "",
      active: null,
      review: UNREVIEWED,
      code: NO_CODE,
    };
  }

  get state(): State {
    return this.#state;
  }

  get design(): Design {
    return this.#state.history.design;
  }

  get locked(): ReadonlySet<string> {
    const { locked } = this.design;
    if (locked !== this.#held.of) {
      this.#held = { of: locked, ids: new Set(locked) };
    }
    return this.#held.ids;
  }

  get kinds(): Kinds {
    return this.catalog.kinds;
  }

  readonly subscribe = (listener: Listener): (() => void) => added(this.#listeners, listener);

  /** Changes of a part that hundreds ask for and that stays what it was while something is dragged. */
  readonly subscribeTo: Readonly<Record<"aim" | "review", (listener: Listener) => () => void>> = {
    aim: (listener) => added(this.#aimed, listener),
    review: (listener) => added(this.#reviewed, listener),
  };

  update(change: Partial<State>): void {
    const before = this.#state;
    this.#state = { ...before, ...change };
    if ((change.moving ?? change.bending ?? null) !== null) {
      this.rest.moved();
    }
    const { aim, review } = this.#state;
    for (const listener of [...this.#listeners, ...(aim === before.aim ? [] : this.#aimed), ...(review === before.review ? [] : this.#reviewed)]) {
      listener();
    }
  }

  /** Do an edit as one step. Returns whether it could be done; if not, the person is told why. */
  perform(edit: Edit, label: string, options: { merge?: string; select?: Iterable<string>; tell?: boolean } = {}): boolean {
    const held = lockedIn(this.design, edit);
    if (held !== null) {
      this.fault(`${this.nameOf(held)} is locked. Unlock it first.`);
      return false;
    }
    let history: History;
    try {
      history = perform(this.#state.history, edit, label, options.merge ?? null);
    } catch (error) {
      if (error instanceof EditError) {
        this.fault(`That cannot be done: ${error.message}.`);
        return false;
      }
      throw error;
    }
    this.#moveOn(history, options.select);
    if (options.tell === true) {
      this.notify(`${label}.`, true);
    } else {
      this.announce(label);
    }
    return true;
  }

  #moveOn(history: History, select?: Iterable<string>): void {
    const { design } = history;
    const there = new Set([...design.services, ...design.components, ...design.connections].map((one) => one.id));
    const kept = (ids: Iterable<string>): Set<string> => new Set([...ids].filter((id) => there.has(id)));
    const selection = kept(select ?? this.#state.selection);
    const active = select === undefined ? this.#state.active : firstOf(design, selection, this.#state.active);
    const stays = active === null || there.has(active);
    // Its Undo would take back the later step.
    const notice = this.#state.notice?.undo === true && history !== this.#state.history ? null : this.#state.notice;
    this.update({ history, selection, notice, moving: null, guides: [], aim: null, active: stays ? active : this.#besideOf(active, design) });
  }

  /** The component of another version that is nearest to where one stands that is gone there. */
  #besideOf(gone: string, design: Design): string | null {
    const at = this.places().get(gone);
    return at === undefined ? null : nearestTo(at, placesOf(design));
  }

  undo(): void {
    const step = this.#state.history.past.at(-1);
    if (step !== undefined) {
      this.#moveOn(undo(this.#state.history));
      this.update({ notice: null });
      this.announce(`Undone: ${step.label}`);
    }
  }

  redo(): void {
    const [step] = this.#state.history.future;
    if (step !== undefined) {
      this.#moveOn(redo(this.#state.history));
      this.announce(`Done again: ${step.label}`);
    }
  }

  /** Take in another version of the design, such as what somebody else saved, as one more step. Returns whether it differs. */
  takeIn(design: Design, label: string): boolean {
    if (same(this.design, design)) {
      return false;
    }
    this.#moveOn(perform(this.#state.history, replacement(this.design, design), label));
    return true;
  }

  select(ids: Iterable<string>, mode: "only" | "add" | "toggle" = "only"): void {
    const selection = new Set(mode === "only" ? [] : this.#state.selection);
    for (const id of ids) {
      if (mode === "toggle" && selection.has(id)) {
        selection.delete(id);
      } else {
        selection.add(id);
      }
    }
    const same = selection.size === this.#state.selection.size && [...selection].every((id) => this.#state.selection.has(id));
    const active = [...selection].reverse().find((id) => this.design.components.some((one) => one.id === id));
    if (!same || (active !== undefined && active !== this.#state.active && mode === "only")) {
      this.update({ selection, active: active ?? this.#state.active });
    }
  }

  notify(text: string, canUndo = false): void {
    this.#notices += 1;
    this.update({ notice: { text, tone: "done", undo: canUndo, number: this.#notices }, announcement: text });
  }

  fault(text: string): void {
    this.#notices += 1;
    this.update({ notice: { text, tone: "fault", undo: false, number: this.#notices }, announcement: text, moving: null, guides: [], aim: null });
  }

  announce(text: string): void {
    this.update({ announcement: text });
  }

  open(dialog: Dialog | null): void {
    this.update({ dialog });
  }

  /** Where everything is now, in mid-drag too. */
  places(): ReadonlyMap<string, Point> {
    return this.#whereabouts.at(this.#state).places;
  }

  boxes(): ReadonlyMap<string, Box> {
    return this.#whereabouts.at(this.#state).boxes;
  }

  /** Around what belongs to each service. */
  boundaries(): ReadonlyMap<string, Box> {
    return this.#whereabouts.at(this.#state).boundaries;
  }

  bends(): Bends {
    return this.#whereabouts.at(this.#state).bends;
  }

  /** The way of every arrow. */
  routes(): ReadonlyMap<string, Route> {
    return this.#whereabouts.at(this.#state).routes;
  }

  /** The selected components; those of a selected service count. */
  selectedComponents(): readonly string[] {
    const { selection } = this.#state;
    return this.design.components
      .filter((one) => selection.has(one.id) || (one.service !== null && selection.has(one.service)))
      .map((one) => one.id);
  }

  /** The name of the only one, or how many they are. */
  namesOf(components: readonly string[]): string {
    const [only] = components;
    return components.length === 1 && only !== undefined ? this.nameOf(only) : counted(components.length, "component");
  }

  nameOf(id: string): string {
    const { components, services, connections } = this.design;
    const named = components.find((one) => one.id === id) ?? services.find((one) => one.id === id);
    const arrow = connections.find((one) => one.id === id);
    return named?.name ?? (arrow === undefined ? id : arrow.label || "arrow");
  }
}

/** The first component that is selected, by itself or with its service; the active one stays if it is, or if none is. */
function firstOf(design: Design, selection: ReadonlySet<string>, active: string | null): string | null {
  const members = (id: string): readonly string[] => design.components.filter((one) => one.id === id || one.service === id).map((one) => one.id);
  const chosen = [...selection].flatMap(members);
  const [first] = chosen;
  return first === undefined || (active !== null && chosen.includes(active)) ? active : first;
}

function added(listeners: Set<Listener>, listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
