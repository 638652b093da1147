/** What is lit in the drawings of a scene; the player lights a step, and what is pointed at outshines it. */

export interface Lit {
  readonly arrows: readonly string[];
  readonly parts: readonly string[];
}

export class Lights {
  readonly #drawings: readonly HTMLElement[];
  #step: Lit | undefined;
  #pointed: Lit | undefined;

  constructor(drawings: readonly HTMLElement[]) {
    this.#drawings = drawings;
  }

  /** Light a step; undefined lights everything alike. */
  step(lit: Lit | undefined): void {
    this.#step = lit;
    this.#apply();
  }

  /** Light what is pointed at; undefined goes back to the step. */
  point(lit: Lit | undefined): void {
    this.#pointed = lit;
    this.#apply();
  }

  #apply(): void {
    const lit = this.#pointed ?? this.#step;
    const arrows = new Set(lit?.arrows);
    const parts = new Set(lit?.parts);
    for (const drawing of this.#drawings) {
      drawing.classList.toggle("has-light", lit !== undefined);
      for (const [selector, attribute, names] of [
        ["[data-arrow]", "data-arrow", arrows],
        ["[data-component]", "data-component", parts],
      ] as const) {
        for (const each of drawing.querySelectorAll(selector)) {
          const on = names.has(each.getAttribute(attribute) ?? "");
          each.classList.toggle("is-lit", lit !== undefined && on);
          each.classList.toggle("is-dim", lit !== undefined && !on);
        }
      }
    }
  }
}
