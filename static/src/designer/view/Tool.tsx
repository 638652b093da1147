/** An action as a button. */

import type { ReactNode } from "react";

import type { Action } from "../actions/action";
import { spoken } from "../actions/action";
import { useEditor, useTools } from "./context";

interface Props {
  readonly action: Action;
  readonly label?: string;
  /** Whether what it opens is open, of one that opens and closes something. */
  readonly pressed?: boolean;
}

export function Tool({ action, label, pressed }: Props): ReactNode {
  const tools = useTools();
  const enabled = useEditor(() => action.enabled(tools));
  const [key] = action.keys;
  return (
    <button
      type="button"
      className={`designer-tool tool-${action.id}`}
      disabled={!enabled}
      aria-pressed={pressed}
      title={key === undefined ? action.name : `${action.name} (${spoken(key)})`}
      aria-keyshortcuts={key?.replace("Mod", "Control")}
      onClick={() => action.perform(tools)}
    >
      {label ?? (action.id === "group" ? "Group" : action.name)}
    </button>
  );
}
