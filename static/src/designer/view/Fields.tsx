/** One field per property, from its JSON schema: units, bounds, defaults, help. */

import type { ReactNode } from "react";
import { useEffect, useId, useState } from "react";

import { resolved } from "../core/catalog";
import type { Json, PropertySchema } from "../core/types";
import { valueFault } from "../core/validate";

interface FieldProps {
  readonly name: string;
  readonly schema: PropertySchema;
  /** `undefined` for one that is not said; `"mixed"` where several say different things. */
  readonly value: Json | undefined;
  readonly mixed: boolean;
  readonly onChange: (value: Json) => void;
  readonly onReset: () => void;
}

export function words(name: string): string {
  const text = name.replaceAll("_", " ").replaceAll("-", " ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function range(schema: PropertySchema): string {
  const { minimum, maximum } = schema;
  const number = (value: number): string => value.toLocaleString("en");
  if (minimum !== undefined && maximum !== undefined) {
    return `${number(minimum)} to ${number(maximum)}`;
  }
  return minimum !== undefined ? `at least ${number(minimum)}` : maximum !== undefined ? `at most ${number(maximum)}` : "";
}

function defaultText(value: Json | undefined): string {
  if (value === null || value === undefined || value === "") {
    return "unset";
  }
  return typeof value === "boolean" ? (value ? "yes" : "no") : typeof value === "object" ? JSON.stringify(value) : String(value);
}

export function Field({ name, schema: given, value, mixed, onChange, onReset }: FieldProps): ReactNode {
  const id = useId();
  const { schema, optional } = resolved(given);
  const standard = given.default ?? null;
  const now = value === undefined ? standard : value;
  const written = text(now);
  const [draft, setDraft] = useState(written);
  useEffect(() => setDraft(mixed ? "" : written), [written, mixed]);
  // A choice and a switch cannot be written wrongly; what is there may still be wrong.
  const isWritten = schema.enum === undefined && schema.type !== "boolean";
  const parsed: Parsed = isWritten ? parse(schema, optional, draft) : { value: now };
  const fault = mixed && draft === "" ? null : "fault" in parsed ? parsed.fault : valueFault(given, parsed.value);
  const take = (said: string): void => {
    setDraft(said);
    const next = parse(schema, optional, said);
    if (!("fault" in next) && valueFault(given, next.value) === null) {
      onChange(next.value);
    }
  };
  const bounds = [range(schema), `default ${defaultText(given.default)}`].filter(Boolean).join(" · ");
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
          {words(name)}
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
        <textarea {...shared} rows={3} value={draft} spellCheck={false} placeholder={mixed ? "different" : undefined} onChange={(event) => take(event.target.value)} />
      ) : (
        <input
          {...shared}
          type="text"
          inputMode={schema.type === "integer" ? "numeric" : schema.type === "number" ? "decimal" : "text"}
          value={draft}
          spellCheck={false}
          autoComplete="off"
          placeholder={mixed ? "different" : optional ? "unset" : undefined}
          onChange={(event) => take(event.target.value)}
        />
      )}
      {fault === null ? null : (
        <p className="setting-fault" id={`${id}-fault`} role="alert">
          {words(name)} {fault}.
        </p>
      )}
      <p className="setting-help" id={`${id}-help`} title={schema.source}>
        {schema.description} <span className="setting-bounds">{bounds}</span>
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
