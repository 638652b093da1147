import { button, element, prefersStillness, words } from "./dom";
import type { Lights, Lit } from "./lights";
import { begin, eventOfKey, next, OVERVIEW, type PlayerEvent, type PlayerState, readingTime } from "./player-state";
import { send } from "./tokens";

interface Step extends Lit {
  readonly item: HTMLElement;
  readonly title: string;
  readonly text: string;
}

function readSteps(scene: Element): Step[] {
  return [...scene.querySelectorAll<HTMLElement>("[data-step]")].map((item) => ({
    item,
    arrows: words(item, "data-arrows"),
    parts: words(item, "data-parts"),
    title: item.querySelector("h3")?.textContent ?? "",
    text: item.querySelector("p")?.textContent ?? "",
  }));
}

/** Bring what is lit into view, where the drawing scrolls or reaches under the player, which sticks to the window's end. */
function reveal(drawing: HTMLElement, parts: readonly string[], player: HTMLElement): void {
  const nodes = parts.map((part) => drawing.querySelector(`[data-component="${CSS.escape(part)}"]`));
  const boxes = nodes.flatMap((node) => (node ? [node.getBoundingClientRect()] : []));
  if (boxes.length === 0) {
    return;
  }
  const behavior = prefersStillness() ? "instant" : "smooth";
  const frame = drawing.getBoundingClientRect();
  const down = missing(
    Math.min(...boxes.map((box) => box.top)),
    Math.max(...boxes.map((box) => box.bottom)),
    0,
    Math.min(innerHeight, player.getBoundingClientRect().top),
  );
  const across = missing(
    Math.min(...boxes.map((box) => box.left)),
    Math.max(...boxes.map((box) => box.right)),
    frame.left,
    frame.right,
  );
  window.scrollBy({ top: down, behavior });
  drawing.scrollBy({ left: across, behavior });
}

/** How far to scroll so that a stretch lies within a window; where it is too long, its beginning does. */
function missing(start: number, end: number, from: number, to: number): number {
  const rim = 16;
  if (end > to - rim) {
    return Math.min(end - to + rim, start - from - rim);
  }
  return start < from + rim ? start - from - rim : 0;
}

/** The drawing that this width of the window shows. */
function visible(drawings: readonly HTMLElement[]): HTMLElement | undefined {
  return drawings.find((drawing) => drawing.getClientRects().length > 0);
}

/**
 * The player under a drawing. The list of steps in the page is its script; it adds the buttons, the keys and the motion.
 * `signal` ends it when the scene is replaced.
 */
export function mountPlayer(
  scene: HTMLElement,
  drawings: readonly HTMLElement[],
  lights: Lights,
  signal: AbortSignal,
): void {
  const place = scene.querySelector<HTMLElement>("[data-player]");
  const plate = scene.querySelector<HTMLElement>("[data-plate]");
  const failure = scene.querySelector<HTMLElement>("[data-failure]");
  const steps = readSteps(scene);
  if (!place || !plate || steps.length === 0) {
    return;
  }
  const player = place;
  let state: PlayerState = begin(steps.length);
  let running = new AbortController();

  const back = button("←", () => dispatch({ type: "back" }), { "aria-label": "Previous step" });
  const play = button("", () => dispatch({ type: "toggle" }), { class: "play" });
  const forward = button("→", () => dispatch({ type: "forward" }), { "aria-label": "Next step" });
  const fail = button("Failures", () => dispatch({ type: "failures" }), { class: "fail", "aria-pressed": "false" });
  const dots = element("span", { class: "dots", "aria-hidden": "true" }, ...steps.map(() => element("span")));
  const keys = element("span", { class: "player-keys" }, "Keys: ", element("kbd", {}, "←"), " ", element("kbd", {}, "→"), " ", element("kbd", {}, "Space"));
  // It scrolls where there is much to say, so the keyboard must reach it.
  const caption = element("div", { class: "player-caption", "aria-live": "polite", "data-caption": "", role: "group", "aria-label": "What happens", tabindex: "0" });
  const bar = element("div", { class: "player-bar", role: "group", "aria-label": "Walk-through" }, back, play, forward, dots, keys);
  if (failure && words(failure, "data-arrows").length > 0) {
    bar.append(fail);
  }
  place.replaceChildren(bar, caption);
  place.hidden = false;

  function dispatch(event: PlayerEvent): void {
    const before = state;
    state = next(state, event);
    if (state !== before) {
      render(before);
    }
  }

  function say(label: string, title: string, ...body: (Node | string)[]): void {
    caption.replaceChildren(
      element("p", { class: "player-step" }, label),
      ...(title === "" ? [] : [element("h2", {}, title)]),
      ...body.map((each) => (typeof each === "string" ? element("p", {}, each) : each)),
    );
  }

  function render(before?: PlayerState): void {
    const step = state.at === OVERVIEW ? undefined : steps[state.at];
    play.textContent = state.playing ? "Pause" : state.at === OVERVIEW ? "Play" : state.at === steps.length - 1 ? "Play again" : "Resume";
    back.disabled = state.at === OVERVIEW && !state.failing;
    forward.disabled = state.at === steps.length - 1 && !state.failing;
    fail.setAttribute("aria-pressed", String(state.failing));
    plate?.classList.toggle("is-failing", state.failing);
    for (const [index, dot] of [...dots.children].entries()) {
      dot.className = state.failing ? "" : index === state.at ? "now" : index < state.at ? "done" : "";
    }
    for (const each of steps) {
      each.item.toggleAttribute("aria-current", false);
    }
    running.abort();
    running = new AbortController();
    if (state.failing && failure) {
      const lit = { arrows: words(failure, "data-arrows"), parts: words(failure, "data-parts") };
      lights.step(lit);
      const told = [...failure.querySelectorAll(":scope > p, :scope > ul:not(.step-arrows)")];
      say("When it fails", "Where it ends up", ...told.map((each) => each.cloneNode(true)));
      void run(lit, undefined, running.signal);
      return;
    }
    if (!step) {
      lights.step(undefined);
      say(`${steps.length} steps`, "", `Play them, or take them one by one. ${matchMedia("(hover: none)").matches ? "Tap" : "Point at"} a component for what it does here.`);
      return;
    }
    step.item.setAttribute("aria-current", "step");
    lights.step(step);
    if (before?.at !== state.at || before.failing || caption.childElementCount === 0) {
      say(`Step ${state.at + 1} of ${steps.length}`, step.title, step.text);
    }
    if (before?.at !== state.at || before.failing || state.playing) {
      void run(step, state.playing ? readingTime(step.title + step.text) : undefined, running.signal);
    }
  }

  /** Move the tokens and, when it plays, wait until the words can have been read. */
  async function run({ arrows, parts }: Lit, reading: number | undefined, stop: AbortSignal): Promise<void> {
    const drawing = visible(drawings);
    if (drawing) {
      reveal(drawing, parts, player);
    }
    const began = performance.now();
    if (drawing && !prefersStillness()) {
      await send(drawing, arrows, stop);
    }
    if (reading === undefined || stop.aborted) {
      return;
    }
    const timer = setTimeout(() => dispatch({ type: "elapsed" }), Math.max(300, reading - (performance.now() - began)));
    stop.addEventListener("abort", () => clearTimeout(timer), { once: true });
  }

  function onKey(event: KeyboardEvent): void {
    const target = event.target as Element;
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) {
      return;
    }
    // Space presses the focused button and scrolls the page; only elsewhere on the plate does it play.
    const acts = target.closest("button, a, [role=button], summary, input, select") !== null;
    const heard = event.key === " " ? plate?.contains(target) && !acts : scene.contains(target) || target === document.body;
    if (!heard) {
      return;
    }
    const meant = eventOfKey(event.key, state);
    if (meant) {
      event.preventDefault();
      dispatch(meant);
    }
  }

  document.addEventListener("keydown", onKey, { signal });
  signal.addEventListener("abort", () => running.abort(), { once: true });
  render();
}
