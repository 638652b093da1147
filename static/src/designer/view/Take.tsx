/** Files and pictures, in a menu of their own. */

import type { FocusEvent, MouseEvent, ReactNode } from "react";
import { useEffect, useLayoutEffect, useRef, useState } from "react";

import { actionOf } from "../actions";
import { Tool } from "./Tool";

const IDS = ["open-file", "download-svg", "download-png", "download-yaml", "download-json", "export-sam", "export-cdk-typescript", "export-cdk-python", "copy-image", "copy-svg", "print", "history", "share", "start-from"];

/** Between the menu and its button, and the screen's edges, in px. */
const GAP = 4;
const EDGE = 8;

export function Take(): ReactNode {
  const place = useRef<HTMLDetailsElement>(null);
  const [open, setOpen] = useState(false);
  useLayoutEffect(() => {
    if (!open) {
      return;
    }
    put(place.current);
    const move = (): void => put(place.current);
    // The row of tools may scroll under the finger, and the screen may be turned.
    window.addEventListener("resize", move);
    window.addEventListener("scroll", move, true);
    return () => {
      window.removeEventListener("resize", move);
      window.removeEventListener("scroll", move, true);
    };
  }, [open]);
  useEffect(() => {
    if (!open) {
      return;
    }
    const press = ({ target }: Event): void => {
      if (target instanceof Node && place.current?.contains(target) === false) {
        setOpen(false);
      }
    };
    const key = (event: KeyboardEvent): void => {
      if (event.key === "Escape") {
        // Only the menu closes: what is selected stays so.
        event.preventDefault();
        event.stopPropagation();
        setOpen(false);
        place.current?.querySelector("summary")?.focus();
      }
    };
    window.addEventListener("pointerdown", press, true);
    window.addEventListener("keydown", key, true);
    return () => {
      window.removeEventListener("pointerdown", press, true);
      window.removeEventListener("keydown", key, true);
    };
  }, [open]);
  const leave = ({ currentTarget, relatedTarget }: FocusEvent<HTMLElement>): void => {
    if (relatedTarget !== null && !currentTarget.contains(relatedTarget)) {
      setOpen(false);
    }
  };
  // The browser would open it by itself and say so later, when it may have been left again.
  const turn = (event: MouseEvent<HTMLElement>): void => {
    event.preventDefault();
    setOpen(!open);
  };
  return (
    <details className="take" ref={place} open={open} onBlur={leave}>
      <summary className="designer-tool" onClick={turn}>
        File
      </summary>
      <div className="take-menu" onClick={() => setOpen(false)}>
        {IDS.map((id) => (
          <Tool key={id} action={actionOf(id)} />
        ))}
      </div>
    </details>
  );
}

/** On a narrow screen the menu is fixed, as the row of tools would cut it off: under its button, within the screen. */
function put(take: HTMLDetailsElement | null): void {
  const button = take?.querySelector("summary")?.getBoundingClientRect();
  const menu = take?.querySelector<HTMLElement>(".take-menu");
  if (button !== undefined && menu !== null && menu !== undefined) {
    const most = document.documentElement.clientWidth - menu.offsetWidth - EDGE;
    menu.style.setProperty("--take-start", `${Math.max(EDGE, Math.min(button.left, most))}px`);
    menu.style.setProperty("--take-top", `${button.bottom + GAP}px`);
  }
}
