/**
 * The review beside the person who draws: after each change of the design the server is asked, the last answer holds.
 * Nothing waits for it. Where the server does not answer, the last findings stay and are marked as old.
 */

import type { Finding, Mark, Review } from "../core/review";
import { NOTHING, aboutThing, completed, inOrder, keyOf, marksOf, placeOf, standing } from "../core/review";
import type { Design, Edit } from "../core/types";
import { batch } from "../core/types";
import { ApiError, AwayError, api } from "../saving/api";
import type { Editor } from "./editor";
import type { Cancel } from "./rest";

/** `old`: the server is away. `refused`: the design has a mistake that no review can see past. */
export type Freshness = "fresh" | "waiting" | "old" | "refused";

export interface ReviewState {
  readonly freshness: Freshness;
  /** Why it was refused. */
  readonly fault: string;
  readonly findings: readonly Finding[];
  readonly verdict: Review["verdict"];
  readonly marks: ReadonlyMap<string, Mark>;
  /** What the finding under the pointer, or with the keyboard, is about. */
  readonly lit: ReadonlySet<string>;
  readonly open: boolean;
  /** The key of the finding that one has walked to. */
  readonly current: string | null;
}

export const UNREVIEWED: ReviewState = {
  freshness: "fresh",
  fault: "",
  findings: [],
  verdict: [],
  marks: new Map(),
  lit: new Set(),
  open: false,
  current: null,
};

/** Nothing is waited for but the end of what happens at once: a finding must be there 150 ms after a key. */
const AT_ONCE = 0;
/** The rules that read the resources are asked once nothing has changed for so long. */
const REST = 250;
const RETRY = 5_000;

export class Reviewer {
  readonly #editor: Editor;
  #asked: Design | null = null;
  #answered: Design | null = null;
  #wait: Cancel = () => undefined;
  #request: AbortController | null = null;

  constructor(editor: Editor) {
    this.#editor = editor;
    editor.subscribe(() => this.#look());
    window.addEventListener("online", () => void this.#ask(false));
    this.#look();
  }

  #look(): void {
    const { design } = this.#editor;
    if (design === this.#asked) {
      return;
    }
    this.#asked = design;
    this.#request?.abort();
    this.#wait();
    if (design.components.length === 0 && design.suppressions.length === 0) {
      this.#take(design, NOTHING);
      return;
    }
    const { review } = this.#editor.state;
    const left = standing(review.findings, design);
    const findings = left.length === review.findings.length ? review.findings : left;
    const freshness = review.freshness === "old" ? "old" : "waiting";
    this.#update({ freshness, findings, marks: marksOf(findings, review.marks) });
    this.#askAfter(AT_ONCE, false);
  }

  #askAfter(pause: number, resources: boolean): void {
    this.#wait = this.#editor.rest.after(pause, () => void this.#ask(resources));
  }

  async #ask(resources: boolean): Promise<void> {
    const { design } = this.#editor;
    this.#wait();
    this.#request?.abort();
    const request = new AbortController();
    this.#request = request;
    try {
      const review = await api.review(design, request.signal, resources);
      if (!request.signal.aborted) {
        this.#take(design, review);
        if (review.left_out.length > 0) {
          this.#askAfter(REST, true);
        }
      }
    } catch (error) {
      if (request.signal.aborted) {
        return;
      }
      if (error instanceof AwayError) {
        this.#update({ freshness: "old", fault: "" });
        this.#askAfter(RETRY, false);
      } else if (error instanceof ApiError) {
        this.#update({ freshness: "refused", fault: error.message });
      } else {
        throw error;
      }
    }
  }

  #take(design: Design, review: Review): void {
    this.#answered = design;
    const { marks, current, lit, ...before } = this.#editor.state.review;
    const findings = completed(review, before.findings, design);
    // The verdict of a quick answer knows nothing of what completes it.
    const verdict = findings === review.findings ? review.verdict : before.verdict;
    const same = findings.map(keyOf).join() === before.findings.map(keyOf).join();
    const kept = findings.some((one) => keyOf(one) === current) ? current : null;
    this.#update({ freshness: "fresh", fault: "", findings, verdict, marks: marksOf(findings, marks), lit: same ? lit : new Set(), current: kept });
  }

  #update(change: Partial<ReviewState>): void {
    this.#editor.update({ review: { ...this.#editor.state.review, ...change } });
  }

  show(open: boolean): void {
    this.#update({ open, lit: new Set() });
  }

  light(finding: Finding | null): void {
    this.#update({ lit: new Set(finding === null ? [] : [...finding.components, ...finding.connections]) });
  }

  /** The next finding, or the one before; null if there is none. It is selected and lit; the view has to show it. */
  walk(by: number): Finding | null {
    const { review } = this.#editor.state;
    const order = inOrder(review.findings, this.#editor.design);
    const at = order.findIndex((one) => keyOf(one) === review.current);
    const next = order[at < 0 ? (by > 0 ? 0 : order.length - 1) : (at + by + order.length) % order.length];
    if (next === undefined) {
      this.#editor.announce("The review finds nothing");
      return null;
    }
    this.choose(next);
    this.#editor.announce(`${order.indexOf(next) + 1} of ${order.length}, ${next.severity}: ${next.message}. ${next.why}`);
    return next;
  }

  /** Make a finding the current one, and select what it is about. */
  choose(finding: Finding): void {
    const place = placeOf(finding);
    this.#editor.select(place === null ? [] : [place]);
    this.#update({ current: keyOf(finding), lit: new Set([...finding.components, ...finding.connections]) });
  }

  /** Open the panel at the first finding about something. */
  showAt(id: string): void {
    const [first] = inOrder(aboutThing(this.#editor.state.review.findings, id), this.#editor.design);
    if (first !== undefined) {
      this.choose(first);
    }
    this.#update({ open: true });
  }

  /** What "fix" means now: the finding that one has walked to, or the first that can be fixed at what is selected. */
  get fixable(): Finding | null {
    const { review, selection } = this.#editor.state;
    const current = review.findings.find((one) => keyOf(one) === review.current);
    const here = current === undefined ? [...selection].flatMap((id) => aboutThing(review.findings, id)) : [current];
    return here.find((one) => one.fix !== null) ?? null;
  }

  fix({ fix, message }: Finding): boolean {
    return fix !== null && this.#apply(fix, `Fix: ${message}`);
  }

  /** All that need no second look, as one step. The server works them out, since one fix can settle several findings. */
  async fixAll(): Promise<void> {
    const { design } = this.#editor;
    try {
      const { edits, fixed } = await api.fixes(design);
      if (design !== this.#editor.design) {
        this.#editor.fault("The design has changed in the meantime. Try again.");
      } else if (fixed === 0) {
        this.#editor.notify("Nothing is left that can be fixed without a second look.");
      } else {
        this.#apply(edits, fixed === 1 ? "Fix 1 finding" : `Fix ${fixed} findings`);
      }
    } catch (error) {
      if (!(error instanceof AwayError || error instanceof ApiError)) {
        throw error;
      }
      this.#editor.fault(error instanceof AwayError ? "The server does not answer; fix them one by one, or try again later." : `That cannot be fixed: ${error.message}.`);
    }
  }

  #apply(edits: readonly Edit[], label: string): boolean {
    const { freshness } = this.#editor.state.review;
    if (freshness === "waiting" && this.#answered !== this.#editor.design) {
      // A fix of what was before could be done twice.
      return false;
    }
    return this.#editor.perform(batch(edits), label, { tell: true });
  }
}
