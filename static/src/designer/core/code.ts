/** What an edit changes in the exported code, and whose lines are whose. */

export interface Lines {
  readonly component: string;
  /** Counted from 1; both ends are included. */
  readonly first: number;
  readonly last: number;
}

export interface CodeFile {
  readonly path: string;
  readonly text: string;
  readonly marks: readonly Lines[];
}

/** The longest text whose changes are worked out line by line; longer ones would hold up the hand. */
const LONGEST = 20_000;

/**
 * The lines of a text, counted from 1, that another text does not have in that place: what stands between the
 * unchanged start and the unchanged end, without the lines that have only moved within it.
 */
export function changedLines(before: string, after: string): ReadonlySet<number> {
  const [old, now] = [before.split("\n"), after.split("\n")];
  if (old.length > LONGEST || now.length > LONGEST) {
    return new Set();
  }
  let start = 0;
  while (start < old.length && start < now.length && old[start] === now[start]) {
    start += 1;
  }
  let end = 0;
  while (end < old.length - start && end < now.length - start && old[old.length - 1 - end] === now[now.length - 1 - end]) {
    end += 1;
  }
  const there = new Map<string, number>();
  for (const line of old.slice(start, old.length - end)) {
    there.set(line, (there.get(line) ?? 0) + 1);
  }
  const changed = new Set<number>();
  now.slice(start, now.length - end).forEach((line, index) => {
    const left = there.get(line) ?? 0;
    if (left > 0) {
      there.set(line, left - 1);
    } else if (line.trim() !== "") {
      changed.add(start + index + 1);
    }
  });
  return changed;
}

/** The component that a line is for; null where it is for none. */
export function ownerOf(file: CodeFile, line: number): string | null {
  return file.marks.find((one) => one.first <= line && line <= one.last)?.component ?? null;
}

/** The first line of any of these components; null if the file says nothing of them. */
export function firstLineOf(file: CodeFile, ids: ReadonlySet<string>): number | null {
  const found = file.marks.filter((one) => ids.has(one.component)).map((one) => one.first);
  return found.length === 0 ? null : Math.min(...found);
}
