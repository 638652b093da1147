import { element, words } from "./dom";
import type { Lights } from "./lights";

/** How long a component's words stay when the pointer has left it, in ms: long enough to reach them. */
const LINGER = 260;

/**
 * Hovering or focusing a component shows what it does here, in the panel under the drawing; a click or Enter pins that.
 * The words are those of the list below, so nothing is told here that cannot be read there.
 */
export function mountInspector(
  scene: HTMLElement,
  drawings: readonly HTMLElement[],
  lights: Lights,
  signal: AbortSignal,
): void {
  const caption = scene.querySelector<HTMLElement>("[data-caption]");
  if (!caption) {
    return;
  }
  const panel = element("div", { class: "player-caption inspector", tabindex: "0", role: "group", hidden: "" });
  panel.setAttribute("aria-label", "What it does here");
  caption.after(panel);
  let shown: Element | undefined;
  let pinned = false;
  let leaving: ReturnType<typeof setTimeout> | undefined;

  const partOf = (node: Element): Element | null =>
    scene.querySelector(`[data-part="${CSS.escape(node.getAttribute("data-component") ?? "")}"]`);

  function show(node: Element): void {
    clearTimeout(leaving);
    const part = partOf(node);
    if (!part || !caption || shown === node) {
      return;
    }
    shown = node;
    const told = [...part.querySelectorAll(":scope > :not(h3)")].map((child) => child.cloneNode(true) as Element);
    const arrows = told.filter((each) => each.matches(".part-arrows"));
    const rest = told.filter((each) => !each.matches(".part-arrows"));
    // Under the page's first heading comes one of the second level; in the list below it is of the third.
    rest.unshift(element("h2", {}, part.querySelector("h3")?.textContent ?? ""));
    panel.replaceChildren(element("div", {}, ...rest), ...arrows);
    panel.scrollTop = 0;
    caption.hidden = true;
    panel.hidden = false;
    lights.point({ arrows: words(part, "data-arrows"), parts: words(part, "data-near") });
  }

  function hide(): void {
    clearTimeout(leaving);
    if (!shown || !caption) {
      return;
    }
    shown = undefined;
    pinned = false;
    panel.hidden = true;
    caption.hidden = false;
    lights.point(undefined);
  }

  function hideSoon(): void {
    clearTimeout(leaving);
    if (!pinned) {
      leaving = setTimeout(hide, LINGER);
    }
  }

  function pin(node: Element): void {
    const same = pinned && shown === node;
    hide();
    if (!same) {
      show(node);
      pinned = true;
    }
  }

  function mount(node: Element): void {
    const name = node.getAttribute("data-component") ?? "";
    node.setAttribute("tabindex", "0");
    node.setAttribute("role", "button");
    // The panel tells what the drawing's own tooltip tells, and a button is called what is written on it.
    node.querySelector(":scope > title")?.remove();
    const rows = [...node.querySelectorAll("text")];
    node.setAttribute("aria-label", rows.map((row) => row.textContent ?? "").join(" "));
    for (const row of rows) {
      row.after(" ");
    }
    node.setAttribute("aria-describedby", `part-${name}`);
    const on = <K extends keyof SVGElementEventMap>(type: K, act: (event: SVGElementEventMap[K]) => void): void =>
      (node as SVGElement).addEventListener(type, act, { signal });
    on("pointerenter", (event) => event.pointerType !== "touch" && !pinned && show(node));
    on("pointerleave", hideSoon);
    on("focus", () => node.matches(":focus-visible") && !pinned && show(node));
    on("blur", () => !pinned && hide());
    on("click", () => pin(node));
    on("keydown", (event) => {
      if (event.key === "Enter" || event.key === " ") {
        event.preventDefault();
        pin(node);
      }
    });
  }

  for (const drawing of drawings) {
    drawing.querySelectorAll("[data-component]").forEach(mount);
  }
  panel.addEventListener("pointerenter", () => clearTimeout(leaving), { signal });
  panel.addEventListener("pointerleave", hideSoon, { signal });
  document.addEventListener("keydown", (event) => event.key === "Escape" && hide(), { signal });
  // A step that is taken or played asks for the panel back.
  new MutationObserver(hide).observe(caption, { childList: true });
}
