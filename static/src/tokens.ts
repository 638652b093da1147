/** A token that runs along arrows: there, and for a synchronous one back again. */

const SVG = "http://www.w3.org/2000/svg";
/** Pixels of the drawing a second, and the least time that an eye can follow, in ms. */
const SPEED = 340;
const SHORTEST = 520;

function eased(part: number): number {
  return part < 0.5 ? 2 * part * part : 1 - (-2 * part + 2) ** 2 / 2;
}

function travel(path: SVGPathElement, token: SVGCircleElement, signal: AbortSignal): Promise<void> {
  const length = path.getTotalLength();
  const duration = Math.max(SHORTEST, (length / SPEED) * 1000);
  return new Promise((arrive) => {
    let start: number | undefined;
    const frame = (now: number): void => {
      start ??= now;
      const part = Math.min((now - start) / duration, 1);
      const point = path.getPointAtLength(length * eased(part));
      token.setAttribute("cx", String(point.x));
      token.setAttribute("cy", String(point.y));
      if (part < 1 && !signal.aborted) {
        requestAnimationFrame(frame);
      } else {
        arrive();
      }
    };
    requestAnimationFrame(frame);
  });
}

/** Send a token along each of the arrows in turn. Ends at once when the signal says so. */
export async function send(drawing: Element, arrows: readonly string[], signal: AbortSignal): Promise<void> {
  for (const arrow of arrows) {
    if (signal.aborted) {
      return;
    }
    const group = drawing.querySelector(`.arrow[data-arrow="${CSS.escape(arrow)}"]`);
    const there = group?.querySelector<SVGPathElement>("path.there");
    const back = group?.querySelector<SVGPathElement>("path.back");
    if (!group || !there) {
      continue;
    }
    const token = document.createElementNS(SVG, "circle");
    token.setAttribute("class", `token token-${group.getAttribute("data-semantics") ?? ""}`);
    token.setAttribute("r", "6.5");
    group.append(token);
    group.classList.add("is-there");
    await travel(there, token, signal);
    group.classList.remove("is-there");
    if (back && !signal.aborted) {
      group.classList.add("is-back");
      await travel(back, token, signal);
      group.classList.remove("is-back");
    }
    token.remove();
  }
}
