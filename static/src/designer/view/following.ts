/**
 * Cards follow the hand at once: their elements are moved themselves, since asking React Flow to place all anew takes
 * longer than a frame on a slow machine. It is told when they are let go, and whenever its view moves in mid-drag,
 * because it takes out of the page what it believes to be out of sight.
 */

import { useStoreApi } from "@xyflow/react";
import { useEffect, useState } from "react";

import type { State } from "../session/editor";
import { useTools } from "./context";

/** Where React Flow is to believe that everything is that moves. */
export function useFollowing(): State["moving"] {
  const { editor } = useTools();
  const store = useStoreApi();
  const [told, tell] = useState<State["moving"]>(null);

  useEffect(() => {
    const elements = new Map<string, HTMLElement>();
    const element = (id: string): HTMLElement | null => {
      const known = elements.get(id);
      if (known?.isConnected === true) {
        return known;
      }
      const { domNode } = store.getState();
      return domNode?.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(id)}"]`) ?? null;
    };
    const follow = (): void => {
      const { moving } = editor.state;
      const boxes = editor.boxes();
      for (const id of moving?.keys() ?? elements.keys()) {
        const [box, found] = [boxes.get(id), element(id)];
        if (box !== undefined && found !== null) {
          elements.set(id, found);
          // As React Flow writes it.
          found.style.transform = `translate(${box.left}px,${box.top}px)`;
        }
      }
      if (moving === null) {
        elements.clear();
        tell(null);
      }
    };
    const unfollow = editor.subscribe(follow);
    const unwatch = store.subscribe((now, before) => {
      if (now.transform !== before.transform && editor.state.moving !== null) {
        tell(editor.state.moving);
      }
    });
    return () => {
      unfollow();
      unwatch();
    };
  }, [editor, store]);

  return told;
}
