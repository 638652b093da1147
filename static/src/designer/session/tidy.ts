/** Auto-layout: the server's, for all or for what is selected, gliding there, as one step. */

import { boxesOf } from "../core/cards";
import { fragmentOf, copy } from "../core/clipboard";
import { hull, middle } from "../core/geometry";
import type { Design, Edit, Point } from "../core/types";
import { AwayError, ApiError, api } from "../saving/api";
import type { Editor } from "./editor";
import { moveTo } from "./gestures";

const DURATION = 260;

export async function tidy(editor: Editor, shown: () => void): Promise<void> {
  const chosen = editor.selectedComponents();
  const partly = chosen.length > 1 && chosen.length < editor.design.components.length;
  const { design } = editor;
  const part = partly ? copy(design, chosen) : fragmentOf(design);
  const asked: Design = { ...design, services: part.services, components: part.components, connections: part.connections, suppressions: [], layout: {}, bends: {}, locked: [] };
  const owned = new Set(asked.services.map((one) => one.id));
  const known = new Set(asked.connections.map((one) => one.id));
  const plain: Design = {
    ...asked,
    components: asked.components.map((one) => ({ ...one, service: one.service !== null && owned.has(one.service) ? one.service : null })),
    connections: asked.connections.filter((one) => known.has(one.id)),
  };
  editor.announce("Tidying");
  let layout: Readonly<Record<string, Point>>;
  try {
    layout = await api.tidy(plain);
  } catch (error) {
    if (error instanceof AwayError || error instanceof ApiError) {
      editor.fault(`Tidying needs the server: ${error.message}.`);
      return;
    }
    throw error;
  }
  if (editor.design !== design) {
    return;
  }
  const targets = stayedNear(editor, plain, layout);
  await glide(editor, targets);
  // The bends were made for the old places.
  const straightened = plain.connections.filter((one) => design.bends[one.id] !== undefined).map((one): Edit => ({ type: "bend", connection: one.id, points: [] }));
  moveTo(editor, targets, partly ? `Tidy ${editor.namesOf(chosen)}` : "Tidy", straightened);
  shown();
}

/** The new places, moved so that their middle is where the old one was. */
function stayedNear(editor: Editor, part: Design, layout: Readonly<Record<string, Point>>): ReadonlyMap<string, Point> {
  const now = boxesOf(editor.design, editor.kinds);
  const then = boxesOf({ ...part, layout }, editor.kinds);
  const ids = part.components.map((one) => one.id).filter((id) => layout[id] !== undefined && !editor.locked.has(id));
  const [was, will] = [now, then].map((boxes) => hull(ids.flatMap((id) => boxes.get(id) ?? [])));
  const by = was && will ? { x: middle(was).x - middle(will).x, y: middle(was).y - middle(will).y } : { x: 0, y: 0 };
  return new Map(ids.map((id) => [id, { x: Math.round((layout[id]?.x ?? 0) + by.x), y: Math.round((layout[id]?.y ?? 0) + by.y) }] as const));
}

function glide(editor: Editor, targets: ReadonlyMap<string, Point>): Promise<void> {
  if (window.matchMedia("(prefers-reduced-motion: reduce)").matches || targets.size > 300) {
    return Promise.resolve();
  }
  const from = editor.places();
  const start = performance.now();
  return new Promise((resolve) => {
    const frame = (now: number): void => {
      const share = Math.min((now - start) / DURATION, 1);
      const eased = 1 - (1 - share) ** 3;
      const moving = new Map(
        [...targets].map(([id, to]) => {
          const was = from.get(id) ?? to;
          return [id, { x: was.x + (to.x - was.x) * eased, y: was.y + (to.y - was.y) * eased }] as const;
        }),
      );
      editor.update({ moving });
      if (share < 1) {
        requestAnimationFrame(frame);
      } else {
        resolve();
      }
    };
    requestAnimationFrame(frame);
  });
}
