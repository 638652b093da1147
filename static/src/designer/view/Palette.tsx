/** What can be put on the canvas: patterns, their variations, and single components. Drag, click, or Enter. */

import type { KeyboardEvent, PointerEvent, ReactNode } from "react";
import { memo, useMemo, useRef, useState } from "react";

import { foundPatterns, matches, wordsOf } from "../core/search";
import type { Kind, Scene } from "../core/types";
import { aimOfKind, aimOfScene, placeKind, placeScene } from "../session/gestures";
import { useTools } from "./context";
import { Icon } from "./Shapes";

type Item = { readonly type: "scene"; readonly scene: Scene } | { readonly type: "kind"; readonly kind: Kind };

const FAR_ENOUGH = 6;

export function Palette(): ReactNode {
  const { editor } = useTools();
  const { kinds, scenes } = editor.catalog;
  const [query, setQuery] = useState("");
  const words = wordsOf(query);
  const shown = useMemo(() => foundPatterns(wordsOf(query), scenes, kinds), [query, scenes, kinds]);
  const found = kinds.all.filter((one) => matches(words, `${one.title} ${one.family} ${one.aws_service ?? ""} ${one.summary}`));
  const families = useMemo(() => [...new Set(kinds.all.map((one) => one.family))], [kinds]);
  const move = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") {
      return;
    }
    const all = [...event.currentTarget.querySelectorAll<HTMLElement>("#palette-search, .palette-item, summary")].filter(
      (one) => one.offsetParent !== null,
    );
    const at = all.indexOf(document.activeElement as HTMLElement);
    const next = all[at + (event.key === "ArrowDown" ? 1 : -1)];
    if (at >= 0 && next !== undefined) {
      event.preventDefault();
      next.focus();
    }
  };
  return (
    <aside className="palette" aria-label="Palette" onKeyDown={move}>
      <label className="palette-search">
        <span className="visually-hidden">Search patterns and components</span>
        <input
          id="palette-search"
          type="search"
          value={query}
          placeholder="Search patterns, components"
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setQuery(event.target.value)}
        />
      </label>
      <div className="palette-shelves">
        {shown.length === 0 && found.length === 0 ? <p className="palette-none">Nothing has that name. Try an AWS service, or what hurts.</p> : null}
        {shown.length === 0 ? null : (
          <section aria-labelledby="palette-patterns">
            <h2 id="palette-patterns">Patterns</h2>
            <ul className="palette-patterns">
              {shown.map((one) => (
                <PatternItem key={one.id} scene={one} variations={scenes.filter((each) => each.pattern === one.pattern && each.variation !== null)} />
              ))}
            </ul>
          </section>
        )}
        {families.map((family) => {
          const own = found.filter((one) => one.family === family);
          return own.length === 0 ? null : (
            <section key={family} aria-label={family}>
              <h2>{family}</h2>
              <ul className="palette-kinds">
                {own.map((kind) => (
                  <li key={kind.id}>
                    <Placeable item={{ type: "kind", kind }} title={kind.summary}>
                      <Icon kind={kind.id} size={28} />
                      <span>{kind.title}</span>
                    </Placeable>
                  </li>
                ))}
              </ul>
            </section>
          );
        })}
      </div>
    </aside>
  );
}

const PatternItem = memo(function PatternItem({ scene, variations }: { scene: Scene; variations: readonly Scene[] }): ReactNode {
  return (
    <li className="palette-pattern">
      <Placeable item={{ type: "scene", scene }} title={scene.intent}>
        {/* Drawn by the server, with every word escaped. */}
        <span className="palette-thumb" aria-hidden="true" dangerouslySetInnerHTML={{ __html: scene.thumbnail }} />
        <span className="palette-name">
          <span className="palette-number">{scene.number}</span> {scene.name}
        </span>
      </Placeable>
      {variations.length === 0 ? null : (
        <details>
          <summary>
            {variations.length} {variations.length === 1 ? "variation" : "variations"}
          </summary>
          <ul>
            {variations.map((one) => (
              <li key={one.id}>
                <Placeable item={{ type: "scene", scene: one }} title={one.intent}>
                  {one.name}
                </Placeable>
              </li>
            ))}
          </ul>
        </details>
      )}
    </li>
  );
});

/** A button that can also be dragged onto the canvas, by mouse, pen or finger. */
function Placeable({ item, title, children }: { readonly item: Item; readonly title: string; readonly children: ReactNode }): ReactNode {
  const tools = useTools();
  const press = useRef<{ x: number; y: number; ghost: HTMLElement | null; readonly held: AbortController } | null>(null);
  const dragged = useRef(false);
  const place = (x: number | null, y: number | null): void => {
    const { editor, view } = tools;
    const at = x === null || y === null ? view.centre() : view.at(x, y);
    if (at === null) {
      return;
    }
    const exact = x !== null;
    if (item.type === "scene") {
      placeScene(editor, item.scene, at, exact);
      if (!exact) {
        requestAnimationFrame(() => view.fit());
      }
    } else {
      const id = placeKind(editor, item.kind.id, at, exact);
      if (id !== null) {
        view.reveal(id);
      }
    }
  };
  const aim = (x: number, y: number): void => {
    const { editor, view } = tools;
    const at = view.at(x, y);
    const next = at === null ? null : item.type === "scene" ? aimOfScene(editor, item.scene, at) : aimOfKind(editor, item.kind.id, at);
    const { aim: before } = editor.state;
    if (next?.target !== before?.target || next?.says !== before?.says) {
      editor.update({ aim: next });
    }
  };
  const drop = (): void => {
    if (press.current?.ghost != null) {
      tools.editor.update({ aim: null });
    }
    press.current?.ghost?.remove();
    press.current?.held.abort();
    press.current = null;
  };
  const leave = (event: globalThis.KeyboardEvent): void => {
    if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      drop();
      tools.editor.announce("Left as it was");
    }
  };
  const down = (event: PointerEvent<HTMLButtonElement>): void => {
    if (event.button === 0) {
      press.current = { x: event.clientX, y: event.clientY, ghost: null, held: new AbortController() };
      dragged.current = false;
    }
  };
  const move = (event: PointerEvent<HTMLButtonElement>): void => {
    const now = press.current;
    if (now === null) {
      return;
    }
    if (now.ghost === null && Math.hypot(event.clientX - now.x, event.clientY - now.y) > FAR_ENOUGH) {
      event.currentTarget.setPointerCapture(event.pointerId);
      now.ghost = event.currentTarget.cloneNode(true) as HTMLElement;
      now.ghost.className = "palette-ghost";
      now.ghost.setAttribute("aria-hidden", "true");
      document.body.append(now.ghost);
      window.addEventListener("keydown", leave, { capture: true, signal: now.held.signal });
      dragged.current = true;
    }
    if (now.ghost !== null) {
      now.ghost.style.setProperty("transform", `translate(${event.clientX + 8}px, ${event.clientY + 8}px)`);
      aim(event.clientX, event.clientY);
    }
  };
  const up = (event: PointerEvent<HTMLButtonElement>): void => {
    const was = press.current?.ghost != null;
    drop();
    if (was) {
      place(event.clientX, event.clientY);
    }
  };
  return (
    <button
      type="button"
      className="palette-item"
      title={title}
      onPointerDown={down}
      onPointerMove={move}
      onPointerUp={up}
      onPointerCancel={drop}
      onDragStart={(event) => event.preventDefault()}
      onClick={() => {
        if (!dragged.current) {
          place(null, null);
        }
        dragged.current = false;
      }}
    >
      {children}
    </button>
  );
}
