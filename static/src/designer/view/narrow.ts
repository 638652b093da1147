/** Whether palette, settings, review and code are sheets below the canvas; the style sheets ask the same. */
export function isNarrow(): boolean {
  return window.matchMedia("(width < 62rem)").matches;
}
