/** The designer's page: bar, palette, canvas, settings, and what is said aloud. */

import { ReactFlowProvider } from "@xyflow/react";
import type { DragEvent, ReactNode } from "react";
import { useEffect, useMemo, useState, useSyncExternalStore } from "react";

import { actionOf } from "../actions";
import { spoken } from "../actions/action";
import { rename } from "../actions/naming";
import { shown } from "../core/text";
import { bringIn } from "../files/intake";
import type { Status } from "../saving/saver";
import { Canvas } from "./Canvas";
import { ViewBridge } from "./ViewBridge";
import { CodePanel } from "./CodePanel";
import type { Tools } from "./context";
import { ToolsContext, useEditor, useReview, useTools } from "./context";
import { Dialogs } from "./Dialogs";
import { Inspector } from "./Inspector";
import { Keys } from "./Keys";
import { isNarrow } from "./narrow";
import { Palette } from "./Palette";
import { ReviewButton, ReviewPanel } from "./ReviewPanel";
import { Take } from "./Take";
import { Tool } from "./Tool";

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
  const [open, setOpen] = useState<Sheet | null>(null);
  const reviewing = useReview((review) => review.open);
  const coding = useEditor((state) => state.code.open);
  useEffect(() => {
    // There is room for one sheet.
    if (reviewing) {
      setOpen(null);
      if (isNarrow()) {
        tools.coder.show(false);
      }
    }
  }, [reviewing, tools]);
  useEffect(() => {
    if (coding) {
      setOpen(null);
      if (isNarrow()) {
        tools.reviewer.show(false);
      }
    }
  }, [coding, tools]);
  useEffect(() => {
    const [chosen] = tools.editor.state.selection;
    if (open === "settings" && chosen !== undefined) {
      // The canvas knows its new size one frame later.
      requestAnimationFrame(() => requestAnimationFrame(() => tools.view.reveal(chosen)));
    }
  }, [open, tools]);
  const turn = (sheet: Sheet): void => {
    tools.reviewer.show(false);
    tools.coder.show(false);
    setOpen(open === sheet ? null : sheet);
  };
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
      <Bar />
      <Palette />
      <main className="canvas" id="main" aria-label="Design">
        <Canvas />
        <Empty />
        <Zoom />
        <Note />
        <Sheets open={open} onTurn={turn} />
        <Dialogs />
      </main>
      <Inspector />
      <ReviewPanel />
      <CodePanel />
      <Live />
    </div>
  );
}

const TOOLS = ["undo", "redo", "tidy", "group", "find", "help"];

function Bar(): ReactNode {
  const tools = useTools();
  const name = useEditor((state) => state.history.design.name);
  const coding = useEditor((state) => state.code.open);
  return (
    <header className="designer-bar">
      <a className="brand" href="/">
        Patternbook
      </a>
      <a className="designer-bar-designs" href="/designs">
        Designs
      </a>
      <h1 dir="auto">
        <button type="button" title="Rename the design" onClick={() => rename(tools, null)}>
          {shown(name)}
        </button>
      </h1>
      <Saved />
      <div className="designer-bar-tools" role="toolbar" aria-label="Tools">
        {TOOLS.map((id) => (
          <Tool key={id} action={actionOf(id)} />
        ))}
        <ReviewButton />
        <Tool action={actionOf("code")} pressed={coding} />
        <Take />
      </div>
    </header>
  );
}

type Sheet = "palette" | "settings";

/** On a narrow screen palette and settings are sheets below the canvas, turned up where the thumbs are. */
function Sheets({ open, onTurn }: { readonly open: Sheet | null; readonly onTurn: (sheet: Sheet) => void }): ReactNode {
  return (
    <div className="sheet-tools" role="group" aria-label="Sheets">
      {(["palette", "settings"] as const).map((sheet) => (
        <button key={sheet} type="button" aria-pressed={open === sheet} onClick={() => onTurn(sheet)}>
          {sheet === "palette" ? "Palette" : "Settings"}
        </button>
      ))}
    </div>
  );
}

const SAID: Readonly<Record<Status, string>> = {
  empty: "",
  saving: "Saving…",
  saved: "Saved",
  local: "Saved in this browser",
  conflict: "Not saved: changed elsewhere",
  deleted: "Not saved: deleted elsewhere",
  refused: "Saved in this browser only",
  unsaved: "Not saved",
};

function Saved(): ReactNode {
  const { saver } = useTools();
  const status = useSyncExternalStore(saver.subscribe, () => saver.status);
  return (
    <>
      <p className={`save-sign is-${status}`} role="status" title={saver.why}>
        {SAID[status]}
      </p>
      {status === "conflict" || status === "deleted" ? (
        <button type="button" className="designer-tool" onClick={() => saver.now()}>
          Decide
        </button>
      ) : null}
    </>
  );
}

function Empty(): ReactNode {
  const tools = useTools();
  const empty = useEditor((state) => state.history.design.components.length === 0);
  if (!empty) {
    return null;
  }
  const coarse = window.matchMedia("(pointer: coarse)").matches;
  return (
    <div className="first-steps">
      <h2>Begin with a pattern</h2>
      <p>{coarse ? "Tap one in the palette" : "Drag one from the palette, or click it"}. Then drop the next one on a dashed placeholder, or draw arrows from the dots.</p>
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
  const several = useEditor((state) => state.several);
  const touched = useMemo(() => window.matchMedia("(any-pointer: coarse)").matches, []);
  return (
    <div className="zoom-tools" role="group" aria-label="View">
      {touched ? (
        <button type="button" aria-label="Select several" aria-pressed={several} onClick={() => actionOf("select-several").perform(tools)}>
          Select
        </button>
      ) : null}
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
