/** One field per property, from its JSON schema: units, bounds, defaults, help. */

import type { ReactNode } from "react";
import { useEffect, useId, useRef, useState } from "react";

import { resolved } from "../core/catalog";
import { numberText, titled, valueText } from "../core/text";
import type { Json, PropertySchema } from "../core/types";
import { valueFault } from "../core/validate";
import { Prose } from "./Prose";

interface FieldProps {
  readonly name: string;
  readonly schema: PropertySchema;
  /** `undefined` for one that is not said; `"mixed"` where several say different things. */
  readonly value: Json | undefined;
  readonly mixed: boolean;
  readonly onChange: (value: Json) => void;
  /** Remembers what the design says now; the answer puts it back. */
  readonly onHold: () => () => void;
  readonly onReset: () => void;
}

/** What was written, and the value of the design that it goes with; with any other value it is out of date. */
interface Draft {
  readonly text: string;
  readonly of: string;
}

function range(schema: PropertySchema): string {
  const { minimum, maximum } = schema;
  if (minimum !== undefined && maximum !== undefined) {
    return `${numberText(minimum)} to ${numberText(maximum)}`;
  }
  return minimum !== undefined ? `at least ${numberText(minimum)}` : maximum !== undefined ? `at most ${numberText(maximum)}` : "";
}

/** Empty where the default is to say nothing. */
function defaultText(value: Json | undefined): string {
  const text = valueText(value);
  return text === "none" ? "" : `default ${text}`;
}

export function Field({ name, schema: given, value, mixed, onChange, onHold, onReset }: FieldProps): ReactNode {
  const id = useId();
  const { schema, optional } = resolved(given);
  const standard = given.default ?? null;
  const now = value === undefined ? standard : value;
  const written = mixed ? "" : text(now);
  const [draft, setDraft] = useState<Draft | null>(null);
  const current = draft?.of === key(now, mixed) ? draft.text : written;
  const held = useRef<Held | null>(null);
  const hold = (): Held => (held.current ??= { of: key(now, mixed), putBack: onHold() });
  // A choice and a switch cannot be written wrongly; what is there may still be wrong.
  const isWritten = schema.enum === undefined && schema.type !== "boolean";
  const parsed: Parsed = isWritten ? parse(schema, optional, current) : { value: now };
  const fault = mixed && current === "" ? null : "fault" in parsed ? parsed.fault : valueFault(given, parsed.value);
  const take = (said: string): void => {
    const { of, putBack } = hold();
    const next = parse(schema, optional, said);
    if ("fault" in next || valueFault(given, next.value) !== null) {
      // The last valid beginning of what is being written was never meant: 900 of 9000.
      setDraft({ text: said, of });
      putBack();
    } else {
      setDraft({ text: said, of: key(next.value, false) });
      onChange(next.value);
    }
  };
  const leave = (): void => {
    held.current = null;
    // What is wrong stays to be mended, and the message says what holds instead.
    setDraft(fault === null ? null : draft);
  };
  const stays = fault === null || current === written ? "" : ` ${staysText(now, mixed)}`;
  const bounds = [range(schema), defaultText(given.default)].filter(Boolean).join(" · ");
  const shared = {
    id,
    "aria-describedby": `${id}-help`,
    "aria-invalid": fault !== null,
    ...(fault === null ? {} : { "aria-errormessage": `${id}-fault` }),
  };
  return (
    <div className={fault === null ? "setting" : "setting is-wrong"}>
      <div className="setting-head">
        <label htmlFor={id}>
          {titled(name)}
          {schema.unit === undefined ? null : <span className="setting-unit"> {schema.unit}</span>}
        </label>
        {value === undefined && !mixed ? null : (
          <button type="button" className="setting-reset" onClick={onReset} title="Back to the default">
            reset
          </button>
        )}
      </div>
      {schema.enum !== undefined ? (
        <select {...shared} value={mixed ? "" : JSON.stringify(now)} onChange={(event) => onChange(JSON.parse(event.target.value) as Json)}>
          {mixed ? <option value="">different</option> : null}
          {optional ? <option value="null">unset</option> : null}
          {schema.enum.map((one) => (
            <option key={String(one)} value={JSON.stringify(one)}>
              {String(one)}
            </option>
          ))}
        </select>
      ) : schema.type === "boolean" ? (
        <input {...shared} type="checkbox" className="switch" checked={now === true} onChange={(event) => onChange(event.target.checked)} />
      ) : schema.type === "array" || schema.type === "object" ? (
        <textarea {...shared} rows={3} value={current} spellCheck={false} placeholder={mixed ? "different" : undefined} onFocus={hold} onBlur={leave} onChange={(event) => take(event.target.value)} />
      ) : (
        <input
          {...shared}
          type="text"
          inputMode={schema.type === "integer" ? "numeric" : schema.type === "number" ? "decimal" : "text"}
          value={current}
          spellCheck={false}
          autoComplete="off"
          placeholder={mixed ? "different" : optional ? "unset" : undefined}
          onFocus={hold}
          onBlur={leave}
          onChange={(event) => take(event.target.value)}
        />
      )}
      {fault === null ? null : (
        <p className="setting-fault" id={`${id}-fault`} role="alert">
          {titled(name)} {fault}.{stays}
        </p>
      )}
      <p className="setting-help" id={`${id}-help`} title={schema.source}>
        <Prose text={schema.description ?? ""} /> <span className="setting-bounds">{bounds}</span>
      </p>
    </div>
  );
}

function text(value: Json): string {
  if (value === null) {
    return "";
  }
  if (Array.isArray(value) && value.every((one) => typeof one === "string")) {
    return value.join("\n");
  }
  return typeof value === "object" ? JSON.stringify(value, null, 1) : String(value);
}

interface Held {
  readonly of: string;
  readonly putBack: () => void;
}

function key(value: Json, mixed: boolean): string {
  return mixed ? "different" : JSON.stringify(value);
}

/** What holds while a field has something wrong in it. */
function staysText(value: Json, mixed: boolean): string {
  return mixed || (typeof value === "object" && value !== null) ? "It stays as it was." : `It stays ${value === null || value === "" ? "unset" : valueText(value)}.`;
}

type Parsed = { readonly value: Json } | { readonly fault: string };

function parse(schema: PropertySchema, optional: boolean, said: string): Parsed {
  if (said.trim() === "" && optional) {
    return { value: null };
  }
  switch (schema.type) {
    case "integer":
    case "number": {
      const number = Number(said.replaceAll(",", "").trim());
      return said.trim() === "" || Number.isNaN(number) ? { fault: "needs a number" } : { value: number };
    }
    case "array":
      if (schema.items?.type === "string" || schema.items?.type === undefined) {
        return { value: said.split("\n").map((one) => one.trim()).filter(Boolean) };
      }
      return parseJson(said);
    case "object":
      return parseJson(said);
    default:
      return { value: said };
  }
}

function parseJson(said: string): Parsed {
  try {
    return { value: JSON.parse(said) as Json };
  } catch {
    return { fault: "is written as JSON" };
  }
}

/** A name or a longer text of the design itself. */
export function TextField(props: {
  readonly label: string;
  readonly value: string;
  readonly rows?: number;
  readonly onChange: (value: string) => void;
}): ReactNode {
  const id = useId();
  const [draft, setDraft] = useState(props.value);
  useEffect(() => setDraft(props.value), [props.value]);
  const take = (value: string): void => {
    setDraft(value);
    props.onChange(value);
  };
  return (
    <div className="setting">
      <label htmlFor={id}>{props.label}</label>
      {props.rows === undefined ? (
        <input id={id} type="text" data-names="" value={draft} maxLength={300} autoComplete="off" dir="auto" onChange={(event) => take(event.target.value)} onBlur={() => setDraft(props.value)} />
      ) : (
        <textarea id={id} rows={props.rows} value={draft} maxLength={4000} dir="auto" onChange={(event) => take(event.target.value)} />
      )}
    </div>
  );
}
