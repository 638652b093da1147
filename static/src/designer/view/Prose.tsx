/** Texts of the catalog, which put what is written as it stands between backticks. */

import type { ReactNode } from "react";

export function Prose({ text }: { readonly text: string }): ReactNode {
  return text.split("`").map((part, at) => (at % 2 === 1 ? <code key={at}>{part}</code> : part));
}
