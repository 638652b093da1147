/** The designer's start: fetch the catalog, find the design, show it. */

import { createRoot } from "react-dom/client";

import { Kinds } from "./core/catalog";
import type { Design, Kind, Scene } from "./core/types";
import { emptyDesign } from "./core/types";
import { ApiError, api, normal } from "./saving/api";
import { Journal, freshKey } from "./saving/journal";
import type { Start } from "./saving/saver";
import { Saver } from "./saving/saver";
import type { Catalog } from "./session/editor";
import { Coder } from "./session/code";
import { Editor } from "./session/editor";
import { Reviewer } from "./session/review";
import { App } from "./view/App";
import type { View } from "./view/context";
import { List } from "./view/List";
import { paintCards } from "./view/pictures";
import { Shared } from "./view/Shared";

interface CatalogData extends Omit<Catalog, "kinds" | "icons"> {
  readonly kinds: readonly Kind[];
}

const NOWHERE: View = {
  zoomBy: () => undefined,
  zoomTo: () => undefined,
  fit: () => undefined,
  reveal: () => undefined,
  focus: () => undefined,
  focusBend: () => undefined,
  centre: () => ({ x: 0, y: 0 }),
  at: () => null,
};

async function fetchCatalog(icons: string): Promise<Catalog> {
  const answer = await fetch("/api/designer");
  if (!answer.ok) {
    throw new ApiError(answer.status, answer.statusText);
  }
  const data = (await answer.json()) as CatalogData;
  return {
    ...data,
    kinds: new Kinds(data.kinds),
    scenes: data.scenes.map((one): Scene => ({ ...one, design: normal(one.design) })),
    examples: data.examples.map((one) => ({ ...one, design: normal(one.design) })),
    icons,
  };
}

function fresh(): Start {
  const design: Design = emptyDesign("New design");
  return { of: freshKey(), id: null, etag: null, base: null, unsaved: false, design, from: null };
}

/** What the address asks for: from the server, or from this browser where that has more, or where the server is away. */
async function beginning(journal: Journal): Promise<Start> {
  const [, section, id] = location.pathname.split("/");
  if (section !== "designs" || id === undefined || id === "") {
    return fresh();
  }
  const entries = await journal.of(decodeURIComponent(id)).catch(() => []);
  const kept = entries.find(({ unsaved }) => unsaved) ?? entries[0];
  const begun = kept === undefined ? null : { ...kept, of: kept.key[0], from: kept.key };
  if (begun?.unsaved === true) {
    return begun;
  }
  try {
    const found = await api.read(decodeURIComponent(id));
    return { of: found.id, id: found.id, etag: found.etag, base: found.design, unsaved: false, design: found.design, from: null };
  } catch (error) {
    if (begun !== null) {
      return begun;
    }
    throw error;
  }
}

function say(place: HTMLElement, error: unknown): void {
  const message = error instanceof Error ? error.message : "unknown";
  const words = error instanceof ApiError && error.status === 404 ? "There is no such design, or it is not yours." : `The designer could not start: ${message}.`;
  const heading = place.querySelector("h1");
  const text = heading?.nextElementSibling;
  if (heading && text) {
    heading.textContent = "Nothing to show";
    text.textContent = words;
  }
}

async function start(place: HTMLElement): Promise<void> {
  const journal = new Journal();
  if (place.dataset["screen"] === "list") {
    createRoot(place).render(<List journal={journal} />);
    return;
  }
  if (place.dataset["screen"] === "shared") {
    const token = decodeURIComponent(location.pathname.split("/")[2] ?? "");
    createRoot(place).render(<Shared catalog={await fetchCatalog(place.dataset["icons"] ?? "")} token={token} />);
    return;
  }
  const [catalog, begun] = await Promise.all([fetchCatalog(place.dataset["icons"] ?? ""), beginning(journal)]);
  void paintCards(catalog);
  const editor = new Editor(catalog, begun.design);
  const saver = new Saver(editor, journal, begun);
  createRoot(place).render(<App tools={{ editor, saver, reviewer: new Reviewer(editor), coder: new Coder(editor), view: NOWHERE }} />);
}

const place = document.getElementById("designer");
if (place !== null) {
  start(place).catch((error: unknown) => say(place, error));
}
