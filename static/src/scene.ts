import { mountCode } from "./code";
import { fetchPage } from "./dom";
import { mountEmbed, mountFiles } from "./files";
import { mountInspector } from "./inspector";
import { Lights } from "./lights";
import { mountPlayer } from "./player";

let mounted = new AbortController();
let loading = new AbortController();

function mount(): void {
  const scene = document.querySelector<HTMLElement>("[data-scene]");
  mounted.abort();
  mounted = new AbortController();
  if (!scene) {
    return;
  }
  const drawings = [...scene.querySelectorAll<HTMLElement>("[data-drawing]")];
  const lights = new Lights(drawings);
  mountPlayer(scene, drawings, lights, mounted.signal);
  mountInspector(scene, drawings, lights, mounted.signal);
  mountCode(scene, drawings, lights, mounted.signal);
  mountFiles(scene);
  mountEmbed(scene);
}

/** Show another variation without a new page; where that fails, the link does what links do. */
async function show(address: string, push: boolean): Promise<void> {
  loading.abort();
  loading = new AbortController();
  try {
    const page = await fetchPage(address, loading.signal);
    const [here, there] = [document.querySelector("main"), page.querySelector("main")];
    if (!here || !there) {
      throw new Error("the answer is no page of this site");
    }
    if (push) {
      history.pushState(null, "", address);
    }
    document.title = page.title;
    here.replaceChildren(...there.childNodes);
    mount();
    if (push) {
      document.querySelector<HTMLElement>("[data-variation][aria-current]")?.focus({ preventScroll: true });
    }
  } catch (error) {
    if (!(error instanceof DOMException && error.name === "AbortError")) {
      location.assign(address);
    }
  }
}

/** A pattern's page: player, inspector, files, and the switch between variations. */
export function mountScene(): void {
  if (!document.querySelector("[data-scene]")) {
    return;
  }
  mount();
  document.addEventListener("click", (event) => {
    const link = (event.target as Element).closest<HTMLAnchorElement>("a[data-variation]");
    if (link && event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey) {
      event.preventDefault();
      void show(link.href, true);
    }
  });
  let path = location.pathname + location.search;
  addEventListener("popstate", () => {
    // A jump to an anchor of the same page is a popstate as well.
    if (path !== location.pathname + location.search) {
      void show(location.href, false);
    }
  });
  new MutationObserver(() => {
    path = location.pathname + location.search;
  }).observe(document.querySelector("main") ?? document.body, { childList: true });
}
