/** Whether the person last used a finger or a pen: then no keyboard is to come up unasked. */

let touched = false;

const note = (event: Event): void => {
  touched = event instanceof PointerEvent && event.pointerType !== "mouse";
};
window.addEventListener("pointerdown", note, true);
window.addEventListener("keydown", note, true);

export function byTouch(): boolean {
  return touched;
}
