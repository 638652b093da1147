import { fetchPage } from "./dom";
import { addressOf } from "./gallery-address";

/** How long typing may pause before the results follow, in ms. */
const PAUSE = 140;

/** Live results: the server's own page is fetched and its results take the place of these; the address goes along. */
export function mountGallery(): void {
  const gallery = document.querySelector<HTMLElement>("[data-gallery]");
  const form = gallery?.querySelector("form");
  const field = form?.querySelector<HTMLInputElement>("input[name=q]");
  if (!gallery || !form || !field) {
    return;
  }
  gallery.dataset["gallery"] = "live";
  let loading = new AbortController();
  let pause: ReturnType<typeof setTimeout> | undefined;
  let typing = false;

  async function load(address: string): Promise<Document | undefined> {
    loading.abort();
    loading = new AbortController();
    const results = document.querySelector("#results");
    results?.setAttribute("aria-busy", "true");
    try {
      return await fetchPage(address, loading.signal);
    } catch (error) {
      if (!(error instanceof DOMException && error.name === "AbortError")) {
        location.assign(address);
      }
      return undefined;
    }
  }

  function take(page: Document): void {
    const focused = document.activeElement;
    const box = focused instanceof HTMLInputElement && focused.type === "checkbox" ? focused : undefined;
    for (const selector of ["#results", "#facets", "[data-filters] .count"]) {
      const fresh = page.querySelector(selector);
      if (fresh) {
        document.querySelector(selector)?.replaceWith(fresh);
      }
    }
    if (box) {
      const same = `input[name="${CSS.escape(box.name)}"][value="${CSS.escape(box.value)}"]`;
      document.querySelector<HTMLElement>(same)?.focus();
    }
  }

  /** Show what an address says. While one types, the history gets one entry and not one for each letter. */
  async function show(address: string, how: "push" | "replace" | "keep"): Promise<void> {
    const page = await load(address);
    if (!page) {
      return;
    }
    if (how === "push") {
      history.pushState(null, "", address);
    } else if (how === "replace") {
      history.replaceState(null, "", address);
    }
    take(page);
    if (how === "keep" && field) {
      field.value = page.querySelector<HTMLInputElement>("input[name=q]")?.value ?? "";
    }
  }

  const asked = (): string => addressOf("/", new FormData(form));

  field.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(() => {
      void show(asked(), typing ? "replace" : "push");
      typing = true;
    }, PAUSE);
  });
  form.addEventListener("change", (event) => {
    if (event.target !== field) {
      typing = false;
      void show(asked(), "push");
    }
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(pause);
    void show(asked(), typing ? "replace" : "push");
    typing = false;
  });
  gallery.addEventListener("click", (event) => {
    const link = (event.target as Element).closest<HTMLAnchorElement>("a[data-live]");
    if (link && event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey) {
      event.preventDefault();
      typing = false;
      void show(link.href, "push").then(() => {
        field.value = new URL(link.href).searchParams.get("q") ?? "";
        document.querySelector<HTMLElement>("#results-title")?.focus();
      });
    }
  });
  addEventListener("popstate", () => {
    typing = false;
    void show(location.href, "keep");
  });
}
