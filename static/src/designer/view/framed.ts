/** A click on what a frame took in means the card under the pointer, not the rectangle that React Flow lays over it. */

import { useStore, useStoreApi } from "@xyflow/react";
import { useEffect } from "react";

import { useTools } from "./context";

const FRAMED = ".react-flow__nodesselection-rect";

/** Dragging the rectangle moves everything in it; a click or tap goes through it. */
export function useClicksThroughFrame(): void {
  const { editor } = useTools();
  const store = useStoreApi();
  const dom = useStore(({ domNode }) => domNode);
  useEffect(() => {
    if (dom === null) {
      return;
    }
    const through = (event: MouseEvent): void => {
      const { target, clientX, clientY, shiftKey, ctrlKey, metaKey } = event;
      if (!(target instanceof Element) || !target.matches(FRAMED)) {
        return;
      }
      store.setState({ nodesSelectionActive: false });
      const below = document.elementsFromPoint(clientX, clientY).find((one) => one !== target && one.closest(".react-flow__node, .react-flow__edge") !== null);
      const card = below?.closest<HTMLElement>(".react-flow__node-component");
      const id = card?.dataset["id"];
      if (below === undefined) {
        editor.select([]);
        editor.open(null);
      } else if (id !== undefined && below.closest("button") === null) {
        // React Flow leaves a selected card's companions selected, so it is not asked.
        editor.select([id], shiftKey || ctrlKey || metaKey || editor.state.several ? "toggle" : "only");
        card?.focus({ preventScroll: true });
      } else {
        below.dispatchEvent(new MouseEvent("click", { bubbles: true, clientX, clientY, shiftKey, ctrlKey, metaKey }));
      }
    };
    dom.addEventListener("click", through);
    return () => dom.removeEventListener("click", through);
  }, [dom, editor, store]);
}
