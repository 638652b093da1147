/** The code that the design gives, beside the canvas: the last edit's lines stand out, and picking goes both ways. */

import type { KeyboardEvent, ReactNode } from "react";
import { useEffect, useRef } from "react";

import type { CodeFile } from "../core/code";
import { firstLineOf, ownerOf } from "../core/code";
import { downloadProject } from "../files/takeaway";
import type { Format, Language } from "../session/code";
import { FORMATS, LANGUAGES } from "../session/code";
import { useEditor, useTools } from "./context";

export function CodePanel(): ReactNode {
  const open = useEditor((state) => state.code.open);
  return open ? <Panel /> : null;
}

function Panel(): ReactNode {
  const tools = useTools();
  const { editor, coder } = tools;
  const code = useEditor((state) => state.code);
  const close = (): void => {
    coder.show(false);
    const at = editor.state.active ?? editor.design.components[0]?.id;
    if (at !== undefined) {
      tools.view.focus(at);
    }
  };
  const key = (event: KeyboardEvent): void => {
    if (event.key === "Escape") {
      event.stopPropagation();
      close();
    }
  };
  return (
    <section className="code-side" aria-label="Code" tabIndex={-1} onKeyDown={key} aria-busy={code.waiting}>
      <header className="code-side-head">
        <h2>Code</h2>
        <select aria-label="Format" value={code.format} onChange={(event) => coder.choose({ format: event.target.value as Format })}>
          {Object.entries(FORMATS).map(([id, name]) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
        <select aria-label="Language of the handlers" value={code.language} onChange={(event) => coder.choose({ language: event.target.value as Language })}>
          {Object.entries(LANGUAGES).map(([id, name]) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
        <select aria-label="File" className="code-side-files" value={code.file?.path ?? ""} onChange={(event) => coder.openFile(event.target.value)}>
          {code.paths.map((path) => (
            <option key={path} value={path}>
              {path}
            </option>
          ))}
        </select>
        <button type="button" className="designer-tool" onClick={() => void downloadProject(editor, code.format, code.language)}>
          Download project
        </button>
        <button type="button" className="designer-tool" aria-label="Close the code" onClick={close}>
          ×
        </button>
      </header>
      {code.fault === "" ? null : (
        <p className="code-side-fault" role="status">
          {code.fault}
        </p>
      )}
      {code.file === null ? <p className="code-side-fault">{code.fault === "" ? "One moment…" : ""}</p> : <Text file={code.file} changed={code.changed} />}
    </section>
  );
}

function Text({ file, changed }: { readonly file: CodeFile; readonly changed: ReadonlySet<number> }): ReactNode {
  const tools = useTools();
  const selection = useEditor((state) => state.selection);
  const place = useRef<HTMLPreElement>(null);
  const said = changed.size === 0 ? "" : changed.size === 1 ? "1 line changed" : `${changed.size} lines changed`;
  useEffect(() => {
    // What the last edit did comes into view; where it did nothing, what is selected.
    const [first] = changed;
    const line = first ?? firstLineOf(file, selection);
    const row = line === null ? null : place.current?.querySelector(`[data-line="${line}"]`);
    row?.scrollIntoView({ block: "center" });
  }, [changed, file, selection]);
  const pick = (line: number): void => {
    const owner = ownerOf(file, line);
    if (owner !== null && window.getSelection()?.isCollapsed !== false && tools.editor.design.components.some((one) => one.id === owner)) {
      tools.editor.select([owner]);
      tools.view.reveal(owner);
    }
  };
  return (
    <>
      <p className="visually-hidden" role="status">
        {said}
      </p>
      <pre className="code-side-text" tabIndex={0} aria-label={file.path} ref={place}>
        <code>
          {file.text
            .replace(/\n$/, "")
            .split("\n")
            .map((text, index) => {
              const line = index + 1;
              const owner = ownerOf(file, line);
              const classes = ["line", changed.has(line) ? "is-changed" : "", owner !== null && selection.has(owner) ? "is-of-part" : ""];
              return (
                <span key={line} className={classes.filter(Boolean).join(" ")} data-line={line} data-number={line} data-owner={owner ?? undefined} onClick={() => pick(line)}>
                  {`${text}\n`}
                </span>
              );
            })}
        </code>
      </pre>
    </>
  );
}
