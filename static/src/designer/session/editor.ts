/**
 * One design being edited: its history, what is selected, and what the canvas is in the middle of. The view reads
 * snapshots and calls methods; every change of the design goes through `perform`.
 */

import { EditError } from "../core/apply";
import { boxesOf, placesOf } from "../core/cards";
import type { Kinds } from "../core/catalog";
import type { Fragment } from "../core/clipboard";
import type { Box, Guide } from "../core/geometry";
import type { History } from "../core/history";
import { begin, perform, redo, undo } from "../core/history";
import type { Notation } from "../core/svg";
import type { Design, Edit, Point, Scene, Semantics } from "../core/types";
import type { Dialog } from "./dialogs";

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
  readonly locked: ReadonlySet<string>;
  /** Where things are while they are dragged or glide to their new places; null at rest. */
  readonly moving: ReadonlyMap<string, Point> | null;
  readonly guides: readonly Guide[];
  /** The component that an arrow is being drawn from. */
  readonly connecting: string | null;
  /** What a drag would do if it ended now. */
  readonly aim: Aim | null;
  readonly dialog: Dialog | null;
  readonly notice: Notice | null;
  readonly announcement: string;
  /** The component that has the canvas's one tab stop. */
  readonly active: string | null;
}

export interface Aim {
  readonly target: string;
  readonly says: string;
}

type Listener = () => void;

export class Editor {
  readonly catalog: Catalog;
  #state: State;
  readonly #listeners = new Set<Listener>();
  /** What was copied here, for browsers that keep the system's clipboard from us. */
  clipboard: Fragment | null = null;
  #notices = 0;

  constructor(catalog: Catalog, design: Design, locked: Iterable<string> = []) {
    this.catalog = catalog;
    this.#state = {
      history: begin(design),
      selection: new Set(),
      locked: new Set(locked),
      moving: null,
      guides: [],
      connecting: null,
      aim: null,
      dialog: null,
      notice: null,
      announcement: "",
      active: null,
    };
  }

  get state(): State {
    return this.#state;
  }

  get design(): Design {
    return this.#state.history.design;
  }

  get kinds(): Kinds {
    return this.catalog.kinds;
  }

  readonly subscribe = (listener: Listener): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  update(change: Partial<State>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) {
      listener();
    }
  }

  /** Do an edit as one step. Returns whether it could be done; if not, the person is told why. */
  perform(edit: Edit, label: string, options: { merge?: string; select?: Iterable<string>; tell?: boolean } = {}): boolean {
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
    const active = this.#state.active;
    const components = [...selection].filter((id) => design.components.some((one) => one.id === id));
    const next = select === undefined ? active : (components[0] ?? active);
    this.update({ history, selection, locked: kept(this.#state.locked), moving: null, guides: [], aim: null, active: next !== null && there.has(next) ? next : null });
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

  /** Replace everything, such as with a design from the server, and forget the history. */
  load(design: Design, locked: Iterable<string> = []): void {
    this.update({ history: begin(design), selection: new Set(), locked: new Set(locked), moving: null, active: null, dialog: null });
  }

  /** Take in what somebody else saved, as one more step, so that it can be undone like any other. */
  replaceBase(design: Design): void {
    this.#moveOn(begin(design));
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
    const places = placesOf(this.design);
    return this.#state.moving === null ? places : new Map([...places, ...this.#state.moving]);
  }

  boxes(): ReadonlyMap<string, Box> {
    return boxesOf(this.design, this.kinds, this.places());
  }

  /** The selected components; those of a selected service count. */
  selectedComponents(): readonly string[] {
    const { selection } = this.#state;
    return this.design.components
      .filter((one) => selection.has(one.id) || (one.service !== null && selection.has(one.service)))
      .map((one) => one.id);
  }

  nameOf(id: string): string {
    const { components, services, connections } = this.design;
    const named = components.find((one) => one.id === id) ?? services.find((one) => one.id === id);
    const arrow = connections.find((one) => one.id === id);
    return named?.name ?? (arrow === undefined ? id : arrow.label || "arrow");
  }
}
