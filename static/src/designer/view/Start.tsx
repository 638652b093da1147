/** Complete architectures to start from. */

import type { ReactNode } from "react";

import { fragmentOf } from "../core/clipboard";
import { shown } from "../core/text";
import { paste } from "../session/gestures";
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
                const empty = editor.design.components.length === 0;
                paste(editor, fragmentOf(design), empty ? { x: 0, y: 0 } : null);
                if (empty) {
                  editor.perform({ type: "set", id: null, field: "name", value: design.name }, `Start from ${design.name}`);
                  editor.perform({ type: "set", id: null, field: "description", value: design.description }, `Start from ${design.name}`);
                  editor.select([]);
                }
                setTimeout(() => view.fit(), 60);
              }}
            >
              <strong>{shown(design.name)}</strong>
              <span>{shown(design.description)}</span>
              <small>
                {design.services.length} services, {design.components.length} components
              </small>
            </button>
          </li>
        ))}
      </ul>
    </Modal>
  );
}
