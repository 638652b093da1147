/** All keys. */

import type { ReactNode } from "react";

import { ACTIONS } from "../actions";
import { spoken } from "../actions/action";
import { Modal } from "./Dialogs";

const POINTER: readonly (readonly [string, string])[] = [
  ["Drag on the canvas", "select what the frame touches"],
  ["Shift+click", "add to the selection"],
  ["Select, on a touch screen", "tap one after the other, or draw a frame around them"],
  ["Space+drag, middle button, wheel", "move the canvas"],
  ["Ctrl+wheel, pinch", "zoom"],
  ["Drag from a dot at a card", "draw an arrow; into the void, with a new component"],
  ["Drag a card onto one of the same kind", "make the two one"],
  ["Drag a pattern or card onto a placeholder", "take its place"],
  ["Drag a card onto an arrow", "put it between"],
  ["Alt+drag", "drag a copy"],
  ["Alt while dragging", "no snapping"],
];

/** Keys of the canvas that are no actions: they mean the card that has the focus ring. */
const RING: readonly (readonly [string, string])[] = [
  ["Tab", "go to the next card, while one is selected"],
  ["Space", "select the card"],
  ["Shift+Space", "add the card to the selection, or take it out"],
];

export function Help(): ReactNode {
  const groups = [...new Set(ACTIONS.map((one) => one.group))];
  return (
    <Modal title="Keys and gestures" className="keys-help">
      {/* What scrolls must be reached by keyboard. */}
      <div className="keys-help-columns" role="group" aria-label="All keys" tabIndex={0}>
        <section>
          <h3>Pointer</h3>
          <dl>
            {POINTER.map(([how, what]) => (
              <div key={how}>
                <dt>{how}</dt>
                <dd>{what}</dd>
              </div>
            ))}
          </dl>
        </section>
        <section>
          <h3>Card with the focus ring</h3>
          <dl>
            {RING.map(([key, what]) => (
              <div key={key}>
                <dt>
                  <kbd>{spoken(key)}</kbd>
                </dt>
                <dd>{what}</dd>
              </div>
            ))}
          </dl>
        </section>
        {groups.map((group) => (
          <section key={group}>
            <h3>{group}</h3>
            <dl>
              {ACTIONS.filter((one) => one.group === group && one.keys.length > 0).map((one) => (
                <div key={one.id}>
                  <dt>
                    {one.keys.map((key) => (
                      <kbd key={key}>{spoken(key)}</kbd>
                    ))}
                  </dt>
                  <dd>{one.name}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  );
}
