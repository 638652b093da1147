/** The kinds' icons, out of the file that the whole site shares. */

export interface Icon {
  readonly viewBox: string;
  /** Where it is of the text's colour, it says `currentColor`. */
  readonly inner: string;
}

/** Each icon by its kind; null for one that is not there. */
export async function iconsOf(address: string): Promise<(kind: string) => Icon | null> {
  const text = await fetch(address)
    .then((answer) => (answer.ok ? answer.text() : ""))
    .catch(() => "");
  const sprite = new DOMParser().parseFromString(text || "<svg xmlns='http://www.w3.org/2000/svg'/>", "image/svg+xml");
  return (kind) => {
    const symbol = sprite.getElementById(`icon-${kind}`);
    return symbol === null ? null : { viewBox: symbol.getAttribute("viewBox") ?? "0 0 48 48", inner: symbol.innerHTML };
  };
}
