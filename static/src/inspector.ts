import { element, words } from "./dom";
import type { Lights } from "./lights";

/** Room between a component and its card, in px. */
const GAP = 10;

/**
 * Hovering or focusing a component shows what it does here; a click or Enter pins that. The words are those of the list
 * below the drawing, so nothing is told here that cannot be read there.
 */
export function mountInspector(
  scene: HTMLElement,
  drawings: readonly HTMLElement[],
  lights: Lights,
  signal: AbortSignal,
): void {
  const plate = scene.querySelector<HTMLElement>("[data-plate]");
  if (!plate) {
    return;
  }
  const card = element("div", { class: "inspector", hidden: "" });
  plate.append(card);
  let shown: Element | undefined;
  let pinned = false;
  let leaving: ReturnType<typeof setTimeout> | undefined;

  function show(node: Element): void {
    clearTimeout(leaving);
    const part = scene.querySelector(`[data-part="${CSS.escape(node.getAttribute("data-component") ?? "")}"]`);
    if (!part || !plate) {
      return;
    }
    if (shown !== node) {
      shown = node;
      card.replaceChildren(...[...part.children].map((child) => child.cloneNode(true)));
      for (const link of card.querySelectorAll("a")) {
        link.tabIndex = -1;
      }
      lights.point({ arrows: words(part, "data-arrows"), parts: words(part, "data-near") });
    }
    card.hidden = false;
    place(node, plate);
  }

  function place(node: Element, within: HTMLElement): void {
    const box = node.getBoundingClientRect();
    const frame = within.getBoundingClientRect();
    const width = card.offsetWidth;
    const left = Math.min(Math.max(box.left + box.width / 2 - width / 2, frame.left + 8), frame.right - width - 8);
    const below = box.bottom + GAP;
    const fitsBelow = below + card.offsetHeight <= innerHeight || box.top - GAP - card.offsetHeight < 0;
    const top = fitsBelow ? below : box.top - GAP - card.offsetHeight;
    card.style.setProperty("inset-inline-start", `${left - frame.left}px`);
    card.style.setProperty("inset-block-start", `${top - frame.top}px`);
  }

  function hide(): void {
    clearTimeout(leaving);
    shown = undefined;
    pinned = false;
    card.hidden = true;
    lights.point(undefined);
  }

  /** The pointer may cross the gap between component and card without losing either. */
  function hideSoon(): void {
    clearTimeout(leaving);
    if (!pinned) {
      leaving = setTimeout(hide, 180);
    }
  }

  card.addEventListener("pointerenter", () => clearTimeout(leaving), { signal });
  card.addEventListener("pointerleave", hideSoon, { signal });
  for (const drawing of drawings) {
    for (const node of drawing.querySelectorAll<SVGElement>("[data-component]")) {
      const name = node.getAttribute("data-component") ?? "";
      const part = scene.querySelector(`[data-part="${CSS.escape(name)}"]`);
      node.setAttribute("tabindex", "0");
      node.setAttribute("role", "button");
      node.setAttribute("aria-label", part?.querySelector("h3")?.textContent ?? name);
      node.setAttribute("aria-describedby", `part-${name}`);
      node.addEventListener(
        "pointerenter",
        (event) => {
          if (event.pointerType !== "touch" && !pinned) {
            show(node);
          }
        },
        { signal },
      );
      node.addEventListener("pointerleave", hideSoon, { signal });
      node.addEventListener("focus", () => node.matches(":focus-visible") && show(node), { signal });
      node.addEventListener("blur", () => !pinned && hide(), { signal });
      const pin = (): void => {
        const same = pinned && shown === node;
        hide();
        if (!same) {
          show(node);
          pinned = true;
        }
      };
      node.addEventListener("click", pin, { signal });
      node.addEventListener(
        "keydown",
        (event) => {
          if (event.key === "Enter" || event.key === " ") {
            event.preventDefault();
            pin();
          }
        },
        { signal },
      );
    }
  }
  document.addEventListener("keydown", (event) => event.key === "Escape" && hide(), { signal });
  document.addEventListener(
    "pointerdown",
    (event) => {
      const target = event.target as Element;
      if (pinned && !card.contains(target) && !target.closest("[data-component]")) {
        hide();
      }
    },
    { signal },
  );
  addEventListener("resize", hide, { signal });
}
