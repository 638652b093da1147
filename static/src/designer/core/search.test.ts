import { describe, expect, it } from "vitest";

import { foundPatterns, wordsOf } from "./search";
import { KINDS, WEBHOOK, component } from "./testing/samples";
import type { Scene } from "./types";
import { emptyDesign } from "./types";

function scene(id: string, change: Partial<Scene>): Scene {
  const design = emptyDesign(id);
  return { id, pattern: id, variation: null, number: 1, name: id, intent: "", entry: "", sockets: [], thumbnail: "", words: [], design, ...change };
}

const SCENES = [
  scene("made-of-it", { design: { ...WEBHOOK, components: [component("orders", "queue")] } }),
  scene("says-it", { intent: "Put a queue between." }),
  scene("neither", {}),
  scene("neither/other", { pattern: "neither", variation: "other", name: "Later", design: WEBHOOK }),
];

const found = (query: string): readonly string[] => foundPatterns(wordsOf(query), SCENES, KINDS).map((one) => one.id);

describe("foundPatterns", () => {
  it("finds all where nothing is looked for", () => {
    expect(found(" ")).toEqual(["made-of-it", "says-it", "neither"]);
  });
  it("finds a pattern by what it is made of, after those that say it", () => {
    expect(found("Queue")).toEqual(["says-it", "made-of-it", "neither"]);
    expect(found("made orders")).toEqual(["made-of-it"]);
  });
  it("finds a pattern by its variations", () => {
    expect(found("later")).toEqual(["neither"]);
    expect(found("nowhere")).toEqual([]);
  });
});
