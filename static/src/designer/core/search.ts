/** Which patterns the palette's search finds, and in which order. */

import type { Kinds } from "./catalog";
import type { Scene } from "./types";

export function wordsOf(query: string): readonly string[] {
  return query.toLowerCase().split(/\s+/).filter(Boolean);
}

export function matches(words: readonly string[], text: string): boolean {
  const low = text.toLowerCase();
  return words.every((word) => low.includes(word));
}

/** First the patterns that say the words of themselves, then those that are made of what the words mean. */
export function foundPatterns(words: readonly string[], scenes: readonly Scene[], kinds: Kinds): readonly Scene[] {
  const [first, second]: [Scene[], Scene[]] = [[], []];
  for (const one of scenes.filter((each) => each.variation === null)) {
    const family = scenes.filter((each) => each.pattern === one.pattern);
    const own = [one.name, String(one.number), one.intent, ...one.words, ...family.map((each) => each.name)].join(" ");
    if (matches(words, own)) {
      first.push(one);
    } else {
      const parts = family.flatMap(({ design }) => design.components.map(({ kind, name }) => `${kinds.title(kind)} ${name}`));
      if (matches(words, [own, ...parts].join(" "))) {
        second.push(one);
      }
    }
  }
  return [...first, ...second];
}
