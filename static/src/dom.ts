/** The few helpers that every enhancement needs. */

type Attributes = Readonly<Record<string, string>>;

/** An element with attributes and children. */
export function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Attributes = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

/** A button that does something. */
export function button(label: string, act: () => void, attributes: Attributes = {}): HTMLButtonElement {
  const made = element("button", { type: "button", ...attributes }, label);
  made.addEventListener("click", act);
  return made;
}

/** The words of an attribute. */
export function words(holder: Element, attribute: string): string[] {
  return (holder.getAttribute(attribute) ?? "").split(" ").filter((word) => word !== "");
}

/** Whether the reader asked for less motion. */
export function prefersStillness(): boolean {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

/** Another state of this site, fetched. Throws what fetch throws, and an Error for an answer that is no page. */
export async function fetchPage(address: string, signal: AbortSignal): Promise<Document> {
  const answer = await fetch(address, { signal, headers: { Accept: "text/html" } });
  if (!answer.ok) {
    throw new Error(`${address} answered ${answer.status}`);
  }
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}
