/**
 * Work that can wait, waits until the hand rests: while something is dragged or the view moves, the processor is theirs.
 * What must not be lost does not come here: the journal is written at once.
 */

/** As long as nothing has moved for so long, the hand rests; in ms. */
const QUIET = 150;
/** Nobody waits longer for a hand that does not rest; in ms. */
const LONGEST = 3_000;

/** Takes back what is waiting. */
export type Cancel = () => void;

export class Rest {
  #moved = Number.NEGATIVE_INFINITY;

  /** The hand has just moved something. */
  moved(): void {
    this.#moved = performance.now();
  }

  /** Do something after so many ms, and then not before the hand rests. */
  after(pause: number, work: () => void): Cancel {
    const latest = performance.now() + pause + LONGEST;
    let timer = setTimeout(look, pause);
    const left = (): number => Math.min(this.#moved + QUIET, latest) - performance.now();

    function look(): void {
      const wait = left();
      if (wait > 0) {
        timer = setTimeout(look, wait);
      } else {
        work();
      }
    }

    return () => clearTimeout(timer);
  }
}
