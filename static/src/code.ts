import { button, element, fetchPage } from "./dom";
import type { Lights } from "./lights";

/** The code comes when the reader is about to reach it: this far above the lower edge of the window. */
const AHEAD = "500px";

/** How long "Copied" stays, in ms. */
const TOLD = 2_500;

/** The lines that a component is the reason for. */
function linesOf(panel: ParentNode, part: string): HTMLElement[] {
  return [...panel.querySelectorAll<HTMLElement>(`[data-line-part="${CSS.escape(part)}"]`)];
}

function mark(panel: ParentNode, part: string | undefined): void {
  for (const line of panel.querySelectorAll(".is-of-part")) {
    line.classList.remove("is-of-part");
  }
  for (const line of part === undefined ? [] : linesOf(panel, part)) {
    line.classList.add("is-of-part");
  }
}

function mountCopy(panel: ParentNode): void {
  const tools = panel.querySelector<HTMLElement>("[data-code-tools]");
  const text = panel.querySelector<HTMLElement>("[data-code-text] code");
  if (!tools || !text || !("clipboard" in navigator)) {
    return;
  }
  const told = element("span", { role: "status" });
  const copy = button("Copy", () => {
    navigator.clipboard.writeText(text.textContent ?? "").then(
      () => {
        told.textContent = "Copied ";
        setTimeout(() => {
          told.textContent = "";
        }, TOLD);
      },
      () => {
        told.textContent = "The browser does not allow it ";
      },
    );
  });
  tools.replaceChildren(told, copy);
}

/** The panel on a page of its own: files are links there, so only copying is left to do. */
export function mountCodePage(): void {
  if (!document.querySelector("[data-scene]")) {
    mountCopy(document);
  }
}

/**
 * A pattern's code below its diagram: fetched when it comes near, switched without a new page, and linked with the
 * diagram both ways: a component marks its lines, a line lights its component.
 */
export function mountCode(
  scene: HTMLElement,
  drawings: readonly HTMLElement[],
  lights: Lights,
  signal: AbortSignal,
): void {
  const section = scene.querySelector<HTMLElement>("[data-code-section]");
  const place = section?.querySelector<HTMLElement>("[data-code-place]");
  const address = section?.dataset["codeSection"];
  if (!section || !place || address === undefined) {
    return;
  }
  let loading = new AbortController();
  let part: string | undefined;
  section.setAttribute("aria-live", "off");

  async function show(from: string, focusOn: string | undefined): Promise<void> {
    loading.abort();
    loading = new AbortController();
    place?.setAttribute("aria-busy", "true");
    try {
      const panel = (await fetchPage(from, loading.signal)).querySelector("[data-code-panel]");
      if (!panel || !place) {
        throw new Error("the answer holds no code");
      }
      place.replaceChildren(panel);
      mountCopy(place);
      point(part, false);
      if (focusOn !== undefined) {
        const same = [...place.querySelectorAll<HTMLElement>("a[data-code]")].find((each) => each.textContent === focusOn);
        same?.focus({ preventScroll: true });
      }
    } catch (error) {
      // The links that stand there lead to the same code on a page of its own.
      if (!(error instanceof DOMException && error.name === "AbortError") && focusOn !== undefined) {
        location.assign(from);
      }
    } finally {
      place?.removeAttribute("aria-busy");
    }
  }

  function point(name: string | undefined, scroll: boolean): void {
    part = name;
    if (!place) {
      return;
    }
    mark(place, name);
    const first = name === undefined ? undefined : linesOf(place, name)[0];
    const text = place.querySelector<HTMLElement>("[data-code-text]");
    if (scroll && first && text) {
      text.scrollTop += first.getBoundingClientRect().top - text.getBoundingClientRect().top - 24;
    }
  }

  new IntersectionObserver(
    (seen, observer) => {
      if (seen.some((each) => each.isIntersecting)) {
        observer.disconnect();
        void show(address, undefined);
      }
    },
    { rootMargin: AHEAD },
  ).observe(section);

  section.addEventListener(
    "click",
    (event) => {
      const target = event.target as Element;
      const link = target.closest<HTMLAnchorElement>("a[data-code]");
      if (link && event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey) {
        event.preventDefault();
        void show(link.href, link.textContent ?? "");
        return;
      }
      const line = target.closest<HTMLElement>("[data-line-part]");
      if (line && getSelection()?.isCollapsed !== false) {
        const name = line.dataset["linePart"];
        const same = name === part;
        point(same ? undefined : name, false);
        lights.point(same || name === undefined ? undefined : { arrows: [], parts: [name] });
      }
    },
    { signal },
  );
  for (const node of drawings.flatMap((drawing) => [...drawing.querySelectorAll("[data-component]")])) {
    node.addEventListener("click", () => point(node.getAttribute("data-component") ?? undefined, true), { signal });
  }
  signal.addEventListener("abort", () => loading.abort());
}
