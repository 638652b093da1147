/** What stands in front of the canvas: choices, search, keys, menu. Each is a native <dialog>, so focus stays inside. */

import type { KeyboardEvent, ReactNode } from "react";
import { useEffect, useId, useMemo, useRef, useState } from "react";

import { ACTIONS } from "../actions";
import type { Action } from "../actions/action";
import { spoken } from "../actions/action";
import { go } from "../actions/walking";

import type { Way } from "../core/catalog";
import { component, waysBetween } from "../core/joining";
import { shown } from "../core/text";
import { bindTo, canBind, connect, drawArrow, placeNext } from "../session/gestures";
import { useEditor, useTools } from "./context";
import { Conflict, Deleted } from "./Clashes";
import { Help } from "./Help";
import { History } from "./History";
import { byTouch } from "./lastInput";
import { Share } from "./Share";
import { Icon } from "./Shapes";
import { Start } from "./Start";

export function Dialogs(): ReactNode {
  const dialog = useEditor((state) => state.dialog);
  switch (dialog?.type) {
    case "help":
      return <Help />;
    case "commands":
      return <Commands />;
    case "find":
      return <Find />;
    case "start":
      return <Start />;
    case "ways":
      return <Ways source={dialog.source} target={dialog.target} />;
    case "next":
      return <Next {...dialog} />;
    case "connect":
      return <ConnectTo source={dialog.source} />;
    case "menu":
      return <Menu x={dialog.x} y={dialog.y} />;
    case "history":
      return <History />;
    case "share":
      return <Share />;
    case "conflict":
      return <Conflict tab={dialog.tab} />;
    case "deleted":
      return <Deleted restores={dialog.restores} />;
    default:
      return null;
  }
}

export function Modal({ title, className, children }: { readonly title: string; readonly className?: string; readonly children: ReactNode }): ReactNode {
  const tools = useTools();
  const place = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const { current } = place;
    const before = document.activeElement;
    current?.showModal();
    if (byTouch()) {
      // A field in focus would bring up a keyboard over half of a phone.
      current?.focus();
    }
    return () => {
      current?.close();
      // Where the keyboard was, or else where the design now is.
      const { active, dialog } = tools.editor.state;
      if (dialog === null && active !== null && !(before instanceof HTMLInputElement)) {
        tools.view.focus(active);
      } else if (before instanceof HTMLElement && before.isConnected) {
        before.focus();
      }
    };
  }, [tools]);
  return (
    <dialog
      ref={place}
      tabIndex={-1}
      className={`designer-modal ${className ?? ""}`}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        tools.editor.open(null);
      }}
      onClick={(event) => {
        if (event.target === place.current) {
          tools.editor.open(null);
        }
      }}
    >
      <div className="designer-modal-body">
        <h2 id={id}>{title}</h2>
        {children}
      </div>
    </dialog>
  );
}

interface Choice {
  readonly id: string;
  readonly text: string;
  readonly more?: string;
  readonly icon?: ReactNode;
  readonly perform: () => void;
}

/** A list that is searched by typing and chosen from by arrow keys and Enter (the combobox pattern of ARIA's guide). */
function Chooser({ label, choices, none }: { readonly label: string; readonly choices: readonly Choice[]; readonly none: string }): ReactNode {
  const { editor } = useTools();
  const [query, setQuery] = useState("");
  const [at, setAt] = useState(0);
  const list = useId();
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const fitting = choices.filter((one) => words.every((word) => `${one.text} ${one.more ?? ""}`.toLowerCase().includes(word)));
  const current = Math.min(at, fitting.length - 1);
  const choose = (choice: Choice | undefined): void => {
    if (choice !== undefined) {
      editor.open(null);
      choice.perform();
    }
  };
  const key = (event: KeyboardEvent): void => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      setAt((current + step + fitting.length) % Math.max(fitting.length, 1));
    } else if (event.key === "Enter") {
      event.preventDefault();
      choose(fitting[current]);
    }
  };
  useEffect(() => {
    document.getElementById(`${list}-${current}`)?.scrollIntoView({ block: "nearest" });
  }, [current, list]);
  return (
    <div className="designer-chooser">
      <input
        type="text"
        role="combobox"
        aria-expanded="true"
        aria-controls={list}
        aria-activedescendant={fitting.length > 0 ? `${list}-${current}` : undefined}
        aria-label={label}
        autoFocus
        autoComplete="off"
        spellCheck={false}
        value={query}
        onKeyDown={key}
        onChange={(event) => {
          setQuery(event.target.value);
          setAt(0);
        }}
      />
      <ul role="listbox" id={list} aria-label={label}>
        {fitting.map((one, index) => (
          <li
            key={one.id}
            id={`${list}-${index}`}
            role="option"
            aria-selected={index === current}
            onPointerMove={() => setAt(index)}
            onClick={() => choose(one)}
          >
            {one.icon}
            <span dir="auto">{one.text}</span>
            {one.more === undefined ? null : <small>{one.more}</small>}
          </li>
        ))}
      </ul>
      {fitting.length === 0 ? <p className="designer-chooser-none">{none}</p> : null}
    </div>
  );
}

function Mark({ way }: { readonly way: Way }): ReactNode {
  return <span className={`meaning-mark is-${way.semantics}`} aria-hidden="true" />;
}

function Ways({ source, target }: { readonly source: string; readonly target: string }): ReactNode {
  const { editor } = useTools();
  const [from, to] = [component(editor.design, source), component(editor.design, target)];
  const ways = waysBetween(editor.design, editor.kinds, source, target);
  const binding = (socket: string, heir: string): Choice[] =>
    canBind(editor, socket, heir)
      ? [
          {
            id: "bind",
            text: `Put ${shown(editor.nameOf(heir))} in the place of ${shown(editor.nameOf(socket))}`,
            more: "The placeholder goes; its arrows lead on.",
            perform: () => void bindTo(editor, socket, heir),
          },
        ]
      : [];
  // An arrow that comes from a placeholder looks for what takes its place. One that leads to it is first of all an arrow.
  const choices: Choice[] = [
    ...binding(source, target),
    ...ways.map((way) => ({
      id: `${way.source} ${way.target} ${way.semantics}`,
      text: `${way.semantics} · ${way.title}`,
      more: way.summary,
      icon: <Mark way={way} />,
      perform: () => drawArrow(editor, source, target, way),
    })),
    ...binding(target, source),
  ];
  return (
    <Modal title={`From ${shown(from?.name ?? "")} to ${shown(to?.name ?? "")}`}>
      <Chooser label="What the arrow means" choices={choices} none="No such arrow." />
    </Modal>
  );
}

function Next({ source, at, backwards }: { readonly source: string; readonly at: { x: number; y: number } | null; readonly backwards: boolean }): ReactNode {
  const { editor } = useTools();
  const from = component(editor.design, source);
  const choices = editor.kinds.all.flatMap((kind) => {
    const ways = backwards ? editor.kinds.ways(kind.id, from?.kind ?? "") : editor.kinds.ways(from?.kind ?? "", kind.id);
    return ways
      // What is placed anew has called nobody yet.
      .filter((way) => way.usual && way.protocol !== "refusal")
      .map((way) => ({
        id: `${kind.id} ${way.source} ${way.target} ${way.semantics}`,
        text: kind.title,
        more: `${way.semantics} · ${way.title}`,
        icon: (
          <>
            <Mark way={way} />
            <Icon kind={kind.id} size={24} />
          </>
        ),
        perform: () => placeNext(editor, source, kind.id, way, at, backwards),
      }));
  });
  return (
    <Modal title={`${backwards ? "Before" : "After"} ${shown(from?.name ?? "")}`}>
      <Chooser label="What to add" choices={choices} none={`Nothing ${backwards ? "leads to" : "follows"} it under that name.`} />
    </Modal>
  );
}

function ConnectTo({ source }: { readonly source: string }): ReactNode {
  const { editor } = useTools();
  const from = component(editor.design, source);
  const choices = editor.design.components
    .filter((one) => one.id !== source && (editor.kinds.joins(from?.kind ?? "", one.kind).length > 0 || canBind(editor, source, one.id)))
    .map((one) => ({
      id: one.id,
      text: shown(one.name),
      more: editor.kinds.title(one.kind),
      icon: <Icon kind={one.kind} size={24} />,
      perform: () => connect(editor, source, one.id),
    }));
  return (
    <Modal title={`Draw an arrow from ${shown(from?.name ?? "")}`}>
      <Chooser label="Where it leads" choices={choices} none="No arrow leads there." />
    </Modal>
  );
}

function Commands(): ReactNode {
  const tools = useTools();
  const choices = ACTIONS.filter((one) => one.id !== "commands" && one.id !== "escape" && one.enabled(tools)).map((one) => ({
    id: one.id,
    text: one.name,
    more: one.keys[0] === undefined ? one.group : `${one.group} · ${spoken(one.keys[0])}`,
    perform: () => one.perform(tools),
  }));
  return (
    <Modal title="Commands">
      <Chooser label="Command" choices={choices} none="There is no such command." />
    </Modal>
  );
}

function Find(): ReactNode {
  const tools = useTools();
  const { editor } = tools;
  const design = useEditor((state) => state.history.design);
  const choices = useMemo(() => {
    const ids = [...design.components, ...design.services, ...design.connections.filter((one) => one.label !== "")].map((one) => one.id);
    return ids.map((id) => {
      const kind = component(design, id)?.kind;
      return {
        id,
        text: shown(editor.nameOf(id)),
        more: kind === undefined ? (design.services.some((one) => one.id === id) ? "Service" : "Arrow") : editor.kinds.title(kind),
        icon: kind === undefined ? undefined : <Icon kind={kind} size={24} />,
        perform: () => {
          if (kind === undefined) {
            editor.select([id]);
            tools.view.fit(editor.selectedComponents());
          } else {
            go(tools, id);
          }
        },
      };
    });
  }, [design, editor, tools]);
  return (
    <Modal title="Find in this design">
      <Chooser label="Name, kind or label" choices={choices} none="Nothing here has that name." />
    </Modal>
  );
}

function Menu({ x, y }: { readonly x: number; readonly y: number }): ReactNode {
  const tools = useTools();
  const place = useRef<HTMLDivElement>(null);
  const { selection } = tools.editor.state;
  const ids = selection.size > 0 ? ACTIONS.filter((one) => one.menu === true) : ACTIONS.filter((one) => ["paste", "select-all", "tidy", "fit-all", "palette", "help"].includes(one.id));
  const shownActions = ids.filter((one) => one.enabled(tools));
  useEffect(() => {
    const { current } = place;
    if (current !== null) {
      const { width, height } = current.getBoundingClientRect();
      current.style.left = `${Math.min(x, window.innerWidth - width - 8)}px`;
      current.style.top = `${Math.min(y, window.innerHeight - height - 8)}px`;
      current.querySelector<HTMLElement>("button")?.focus();
    }
    const away = (event: Event): void => {
      if (!(event.target instanceof Node) || !(current?.contains(event.target) ?? false)) {
        tools.editor.open(null);
      }
    };
    window.addEventListener("pointerdown", away, true);
    return () => window.removeEventListener("pointerdown", away, true);
  }, [x, y, tools]);
  const key = (event: KeyboardEvent<HTMLDivElement>): void => {
    const all = [...event.currentTarget.querySelectorAll<HTMLElement>("button")];
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    const at = all.indexOf(document.activeElement as HTMLElement);
    if (step !== 0) {
      event.preventDefault();
      all[(at + step + all.length) % all.length]?.focus();
    } else if (event.key === "Escape" || event.key === "Tab") {
      event.preventDefault();
      event.stopPropagation();
      tools.editor.open(null);
    }
  };
  return (
    <div className="choice-menu" role="menu" aria-label="What to do" ref={place} onKeyDown={key}>
      {shownActions.map((one: Action) => (
        <button
          key={one.id}
          type="button"
          role="menuitem"
          tabIndex={-1}
          onClick={() => {
            tools.editor.open(null);
            one.perform(tools);
          }}
        >
          {one.name}
          {one.keys[0] === undefined ? null : <kbd>{spoken(one.keys[0])}</kbd>}
        </button>
      ))}
    </div>
  );
}
