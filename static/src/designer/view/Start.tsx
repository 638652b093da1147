/** Complete architectures to start from. */

import type { ReactNode } from "react";

import { counted, shown } from "../core/text";
import { bring } from "../session/gestures";
import { useTools } from "./context";
import { Modal } from "./Dialogs";

export function Start(): ReactNode {
  const { editor, view } = useTools();
  return (
    <Modal title="Start from" className="start">
      <ul className="start-from-list">
        {editor.catalog.examples.map(({ id, design }) => (
          <li key={id}>
            <button
              type="button"
              onClick={() => {
                editor.open(null);
                bring(editor, design, "Start from");
                setTimeout(() => view.fit(), 60);
              }}
            >
              <strong>{shown(design.name)}</strong>
              <span>{shown(design.description)}</span>
              <small>
                {counted(design.services.length, "service")}, {counted(design.components.length, "component")}
              </small>
            </button>
          </li>
        ))}
      </ul>
    </Modal>
  );
}
