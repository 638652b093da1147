/** The designer's page: bar, palette, canvas, settings, and what is said aloud. */

import { ReactFlowProvider } from "@xyflow/react";
import type { DragEvent, ReactNode } from "react";
import { useEffect, useState, useSyncExternalStore } from "react";

import { ACTIONS, actionOf } from "../actions";
import type { Action } from "../actions/action";
import { pressed, spoken } from "../actions/action";
import { shown } from "../core/text";
import { bringIn } from "../files/intake";
import type { Status } from "../saving/saver";
import { Canvas, ViewBridge } from "./Canvas";
import type { Tools } from "./context";
import { ToolsContext, useEditor, useTools } from "./context";
import { Dialogs } from "./Dialogs";
import { Inspector } from "./Inspector";
import { Palette } from "./Palette";

export function App({ tools }: { readonly tools: Tools }): ReactNode {
  return (
    <ToolsContext value={tools}>
      <ReactFlowProvider>
        <ViewBridge />
        <Keys />
        <Page />
      </ReactFlowProvider>
    </ToolsContext>
  );
}

function Page(): ReactNode {
  const tools = useTools();
  const [open, setOpen] = useState<"palette" | "settings" | null>(null);
  const name = useEditor((state) => state.history.design.name);
  useEffect(() => {
    document.title = `${shown(name)} · Patternbook`;
  }, [name]);
  const drop = (event: DragEvent): void => {
    const [file] = event.dataTransfer.files;
    if (file !== undefined) {
      event.preventDefault();
      void bringIn(tools.editor, file, () => tools.view.fit());
    }
  };
  return (
    <div className={`designer${open === null ? "" : ` shows-${open}`}`} onDragOver={(event) => event.preventDefault()} onDrop={drop}>
      <Bar onPanel={(panel) => setOpen(open === panel ? null : panel)} open={open} />
      <Palette />
      <main className="canvas" id="main" aria-label="Design">
        <Canvas />
        <Empty />
        <Zoom />
        <Note />
      </main>
      <Inspector />
      <Dialogs />
      <Live />
    </div>
  );
}

const TOOLS = ["undo", "redo", "tidy", "group", "find", "help"];

function Bar({ onPanel, open }: { readonly onPanel: (panel: "palette" | "settings") => void; readonly open: string | null }): ReactNode {
  const name = useEditor((state) => state.history.design.name);
  return (
    <header className="designer-bar">
      <a className="brand" href="/">
        Patternbook
      </a>
      <a className="designer-bar-designs" href="/designs">
        Designs
      </a>
      <h1 dir="auto">{shown(name)}</h1>
      <Saved />
      <div className="designer-bar-tools" role="toolbar" aria-label="Tools">
        {TOOLS.map((id) => (
          <Tool key={id} action={actionOf(id)} />
        ))}
        <Take />
      </div>
      <div className="designer-bar-panels">
        <button type="button" aria-pressed={open === "palette"} onClick={() => onPanel("palette")}>
          Palette
        </button>
        <button type="button" aria-pressed={open === "settings"} onClick={() => onPanel("settings")}>
          Settings
        </button>
      </div>
    </header>
  );
}

function Tool({ action, label }: { readonly action: Action; readonly label?: string }): ReactNode {
  const tools = useTools();
  const enabled = useEditor(() => action.enabled(tools));
  const [key] = action.keys;
  return (
    <button
      type="button"
      className={`designer-tool tool-${action.id}`}
      disabled={!enabled}
      title={key === undefined ? action.name : `${action.name} (${spoken(key)})`}
      aria-keyshortcuts={key?.replace("Mod", "Control")}
      onClick={() => action.perform(tools)}
    >
      {label ?? (action.id === "group" ? "Group" : action.name)}
    </button>
  );
}

/** Files and pictures, in a menu of their own. */
function Take(): ReactNode {
  const ids = ["open-file", "download-svg", "download-png", "download-json", "copy-image", "print", "start-from"];
  return (
    <details className="take">
      <summary className="designer-tool">File</summary>
      <div className="take-menu" onClick={(event) => event.currentTarget.parentElement?.removeAttribute("open")}>
        {ids.map((id) => (
          <Tool key={id} action={actionOf(id)} />
        ))}
      </div>
    </details>
  );
}

const SAID: Readonly<Record<Status, string>> = {
  empty: "",
  saving: "Saving…",
  saved: "Saved",
  local: "Saved in this browser",
  conflict: "Not saved: changed elsewhere",
  refused: "Saved in this browser only",
  unsaved: "Not saved",
};

function Saved(): ReactNode {
  const { saver } = useTools();
  const status = useSyncExternalStore(saver.subscribe, () => saver.status);
  return (
    <p className={`save-sign is-${status}`} role="status" title={saver.why}>
      {SAID[status]}
    </p>
  );
}

function Empty(): ReactNode {
  const tools = useTools();
  const empty = useEditor((state) => state.history.design.components.length === 0);
  if (!empty) {
    return null;
  }
  return (
    <div className="first-steps">
      <h2>Begin with a pattern</h2>
      <p>Drag one from the palette, or click it. Then drop the next one on a dashed placeholder, or draw arrows from the dots.</p>
      <p>
        <button type="button" onClick={() => actionOf("start-from").perform(tools)}>
          Start from an example
        </button>
        <button type="button" onClick={() => actionOf("open-file").perform(tools)}>
          Open a file
        </button>
      </p>
      <p className="first-steps-keys">
        <kbd>/</kbd> palette <kbd>{spoken("Mod+K")}</kbd> all commands <kbd>?</kbd> keys
      </p>
    </div>
  );
}

function Zoom(): ReactNode {
  const tools = useTools();
  return (
    <div className="zoom-tools" role="group" aria-label="Zoom">
      <button type="button" aria-label="Zoom out" onClick={() => tools.view.zoomBy(0.8)}>
        −
      </button>
      <button type="button" aria-label="Fit: show everything" onClick={() => tools.view.fit()}>
        Fit
      </button>
      <button type="button" aria-label="Zoom in" onClick={() => tools.view.zoomBy(1.25)}>
        +
      </button>
    </div>
  );
}

function Note(): ReactNode {
  const { editor } = useTools();
  const notice = useEditor((state) => state.notice);
  useEffect(() => {
    if (notice === null || notice.tone === "fault") {
      return;
    }
    const timer = setTimeout(() => editor.state.notice?.number === notice.number && editor.update({ notice: null }), 6_000);
    return () => clearTimeout(timer);
  }, [editor, notice]);
  if (notice === null) {
    return null;
  }
  return (
    <div className={`note-line is-${notice.tone}`}>
      <p dir="auto">{notice.text}</p>
      {notice.undo ? (
        <button type="button" onClick={() => editor.undo()}>
          Undo
        </button>
      ) : null}
      <button type="button" aria-label="Close" onClick={() => editor.update({ notice: null })}>
        ×
      </button>
    </div>
  );
}

function Live(): ReactNode {
  const said = useEditor((state) => state.announcement);
  return (
    <div className="visually-hidden" aria-live="polite" data-announcement="">
      {said}
    </div>
  );
}

/** Every key press that is not meant for a field. */
function Keys(): null {
  const tools = useTools();
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const { target } = event;
      const { dialog } = tools.editor.state;
      const canvas = tools.editor.state.active ?? tools.editor.design.components[0]?.id;
      const outside = target instanceof Element && target.closest(".palette, .design-settings") !== null;
      if (event.key === "Escape" && dialog === null && outside && canvas !== undefined) {
        tools.view.focus(canvas);
        return;
      }
      const field = target instanceof Element && target.closest("input, textarea, select, dialog, [role=menu]") !== null;
      if (event.defaultPrevented || (dialog !== null && event.key !== "Escape")) {
        return;
      }
      if (field) {
        const anywhere = ["save", "commands", "undo", "redo"].map(actionOf).find((one) => pressed(event, one.keys));
        const own = target instanceof Element && target.closest("dialog") !== null;
        if (own || anywhere === undefined || (anywhere.id !== "save" && anywhere.id !== "commands" && target instanceof HTMLInputElement && target.type === "search")) {
          return;
        }
        event.preventDefault();
        anywhere.perform(tools);
        return;
      }
      const onButton = target instanceof Element && target.closest("button, a, summary") !== null && target.closest(".react-flow__node") === null;
      if (onButton && (event.key === "Enter" || event.key === " ")) {
        return;
      }
      if (target instanceof HTMLElement && target.matches(".react-flow__node") && event.key === " ") {
        event.preventDefault();
        const id = target.dataset["id"];
        if (id !== undefined) {
          tools.editor.select([id], event.shiftKey ? "toggle" : "only");
        }
        return;
      }
      const action = ACTIONS.find((one) => pressed(event, one.keys));
      if (action === undefined || (action.id === "copy" && (window.getSelection()?.toString() ?? "") !== "")) {
        return;
      }
      event.preventDefault();
      if (action.enabled(tools)) {
        action.perform(tools);
      }
    };
    const focus = (event: FocusEvent): void => {
      const id = event.target instanceof HTMLElement && event.target.matches(".react-flow__node") ? event.target.dataset["id"] : undefined;
      const { editor } = tools;
      if (id !== undefined && editor.state.active !== id && editor.design.components.some((one) => one.id === id)) {
        editor.update({ active: id });
      }
      if (id !== undefined && editor.state.selection.size === 0 && event.target instanceof Element && event.target.matches(":focus-visible")) {
        editor.select([id]);
      }
    };
    window.addEventListener("keydown", press);
    window.addEventListener("focusin", focus);
    return () => {
      window.removeEventListener("keydown", press);
      window.removeEventListener("focusin", focus);
    };
  }, [tools]);
  return null;
}
