/** What is selected, as a form: one component, several, an arrow, a service, or the design. */

import type { ReactNode } from "react";

import { actionOf } from "../actions";
import type { ArrowWords } from "../session/meaning";
import { arrowWords } from "../session/meaning";
import { along } from "../session/reattach";
import { moveInto } from "../core/arranging";
import { component as componentIn, touching, waysBetween } from "../core/joining";
import { counted, shown, worded } from "../core/text";
import type { Component, Connection, Design, Edit, Json, PropertySchema, Service } from "../core/types";
import { batch, componentOf, portOf } from "../core/types";
import { complaints, schemaOf } from "../core/validate";
import { useEditor, useTools } from "./context";
import { Field, TextField } from "./Fields";
import { Prose } from "./Prose";
import { FindingsHere } from "./ReviewFinding";
import { Icon } from "./Shapes";
import { Tool } from "./Tool";

export function Inspector(): ReactNode {
  const design = useEditor((state) => state.history.design);
  const selection = useEditor((state) => state.selection);
  const components = design.components.filter((one) => selection.has(one.id));
  const arrows = design.connections.filter((one) => selection.has(one.id));
  const services = design.services.filter((one) => selection.has(one.id));
  const [component, arrow, service] = [components[0], arrows[0], services[0]];
  let form: ReactNode;
  if (components.length === 1 && component !== undefined) {
    form = <ComponentForm key={component.id} design={design} component={component} />;
  } else if (components.length > 1) {
    form = <SeveralForm components={components} />;
  } else if (services.length === 1 && service !== undefined) {
    form = <ServiceForm key={service.id} design={design} service={service} />;
  } else if (arrows.length === 1 && arrow !== undefined) {
    form = <ArrowForm key={arrow.id} design={design} arrow={arrow} />;
  } else if (arrows.length > 1) {
    form = <h2>{arrows.length} arrows</h2>;
  } else {
    form = <DesignForm design={design} />;
  }
  return (
    <aside className="design-settings" id="settings" aria-label="Settings">
      {form}
      <FindingsHere />
    </aside>
  );
}

function Faults({ id }: { readonly id: string }): ReactNode {
  const { editor } = useTools();
  const design = useEditor((state) => state.history.design);
  const own = [...complaints(design, editor.kinds)].filter((one) => one.id === id);
  return own.length === 0 ? null : (
    <ul className="settings-faults">
      {own.map((one) => (
        <li key={one.key}>{one.message}</li>
      ))}
    </ul>
  );
}

function ComponentForm({ design, component }: { design: Design; component: Component }): ReactNode {
  const { editor } = useTools();
  const kind = editor.kinds.get(component.kind);
  const set = (field: "name" | "about", value: string): void => {
    if (field === "name" && value.trim() === "") {
      return;
    }
    editor.perform({ type: "set", id: component.id, field, value }, `Change the ${field} of ${component.name}`, { merge: `${field} ${component.id}` });
  };
  return (
    <>
      <header className="settings-head">
        <Icon kind={component.kind} size={36} />
        <div>
          <h2 dir="auto">{shown(component.name)}</h2>
          <p>{kind?.title ?? component.kind}</p>
        </div>
      </header>
      <Faults id={component.id} />
      <Locked ids={[component.id]} />
      <fieldset className="settings-group" disabled={editor.locked.has(component.id)}>
      <TextField label="Name" value={component.name} onChange={(value) => set("name", value)} />
      {kind?.socket === true ? <SocketHelp component={component} /> : null}
      <Properties things={[component]} schema={kind?.properties.properties ?? {}} />
      <TextField label="What it does here" rows={3} value={component.about} onChange={(value) => set("about", value)} />
      {kind?.socket === true ? null : (
        <div className="setting">
          <label>
            Service
            <select
              value={component.service ?? ""}
              onChange={(event) => editor.perform(moveInto(design, [component.id], event.target.value || null), `Move ${component.name} into another service`)}
            >
              <option value="">none</option>
              {design.services.map((one) => (
                <option key={one.id} value={one.id}>
                  {shown(one.name)}
                </option>
              ))}
            </select>
          </label>
        </div>
      )}
      </fieldset>
      <Arrows design={design} id={component.id} />
      {kind === undefined ? null : (
        <details className="settings-notes">
          <summary>Good to know</summary>
          <p>
            <Prose text={kind.summary} />
          </p>
          <ul>
            {kind.notes.map((note) => (
              <li key={note}>
                <Prose text={note} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

/** What is said where some of them are locked, and the way out. */
function Locked({ ids }: { readonly ids: readonly string[] }): ReactNode {
  const { editor } = useTools();
  const held = ids.filter((id) => editor.locked.has(id));
  const unlock = (): void => {
    editor.perform(batch(held.map((component) => ({ type: "lock", component, locked: false }))), `Unlock ${editor.namesOf(held)}`);
  };
  return held.length === 0 ? null : (
    <p className="settings-lock">
      <span>{ids.length === 1 ? "Locked: it stays as it is." : `${counted(held.length, "component")} locked: they stay as they are.`}</span>
      <button type="button" className="designer-tool" onClick={unlock}>
        Unlock
      </button>
    </p>
  );
}

const ARRANGING = ["align-left", "align-center", "align-right", "align-top", "align-middle", "align-bottom", "distribute-x", "distribute-y", "tidy", "group", "lock"];

/** What can be done with several at once. */
function Arrange(): ReactNode {
  return (
    <div className="settings-arrange" role="group" aria-label="Arrange">
      {ARRANGING.map((id) => (
        <Tool key={id} action={actionOf(id)} />
      ))}
    </div>
  );
}

function SocketHelp({ component }: { readonly component: Component }): ReactNode {
  return (
    <p className="settings-hint">
      {shown(component.name)} is a placeholder. Drop a pattern on it, or draw an arrow from it to a component, and that takes its place.
    </p>
  );
}

function SeveralForm({ components }: { readonly components: readonly Component[] }): ReactNode {
  const { editor } = useTools();
  const ids = components.map((one) => one.id);
  const [first, ...rest] = components.map((one) => editor.kinds.get(one.kind)?.properties.properties ?? {});
  const shared = Object.fromEntries(
    Object.entries(first ?? {}).filter(([key, schema]) => rest.every((one) => JSON.stringify(one[key]) === JSON.stringify(schema))),
  );
  return (
    <>
      <h2>{components.length} components</h2>
      <Locked ids={ids} />
      <Arrange />
      <fieldset className="settings-group" disabled={ids.some((id) => editor.locked.has(id))}>
        {Object.keys(shared).length === 0 ? <p className="settings-hint">They share no settings.</p> : <Properties things={components} schema={shared} />}
      </fieldset>
    </>
  );
}

function Properties({ things, schema }: { things: readonly (Component | Connection)[]; schema: { readonly [key: string]: PropertySchema } }): ReactNode {
  const { editor } = useTools();
  const keys = Object.keys(schema);
  const ids = things.map((one) => one.id).join(" ");
  return keys.map((key) => {
    const one = schema[key] as PropertySchema;
    const values = things.map((thing) => thing.properties[key]);
    const mixed = values.some((value) => JSON.stringify(value) !== JSON.stringify(values[0]));
    const change = (value: Json): void => {
      const edits = things.map((thing) => ({ type: "set-property" as const, id: thing.id, key, value }));
      editor.perform(batch(edits), `Set ${worded(key)}`, { merge: `${key} ${ids}` });
    };
    const hold = (): (() => void) => () => {
      const edits = things.flatMap(({ id, properties }) => backTo(editor.design, id, key, properties[key]));
      if (edits.length > 0) {
        editor.perform(batch(edits), `Set ${worded(key)}`, { merge: `${key} ${ids}` });
      }
    };
    const reset = (): void => {
      const edits = things.filter((thing) => Object.hasOwn(thing.properties, key)).map((thing) => ({ type: "unset-property" as const, id: thing.id, key }));
      editor.perform(batch(edits), `Reset ${worded(key)}`);
    };
    return <Field key={`${key} ${ids}`} name={key} schema={one} value={values[0]} mixed={mixed} onChange={change} onHold={hold} onReset={reset} />;
  });
}

/** The edit that gives a property the value that it had, if it has another one now. */
function backTo(design: Design, id: string, key: string, value: Json | undefined): readonly Edit[] {
  const now = [...design.components, ...design.connections].find((one) => one.id === id)?.properties[key];
  if (JSON.stringify(now) === JSON.stringify(value)) {
    return [];
  }
  return [value === undefined ? { type: "unset-property", id, key } : { type: "set-property", id, key, value }];
}

function ArrowForm({ design, arrow }: { design: Design; arrow: Connection }): ReactNode {
  const { editor } = useTools();
  const [source, target] = [componentIn(design, componentOf(arrow.from)), componentIn(design, componentOf(arrow.to))];
  if (source === undefined || target === undefined) {
    return null;
  }
  const ways = waysBetween(design, editor.kinds, source.id, target.id);
  const meaning: ArrowWords = arrowWords(editor, arrow);
  const chosen = ways.findIndex((way) => way.source === portOf(arrow.from) && way.target === portOf(arrow.to) && way.semantics === arrow.semantics);
  return (
    <>
      <h2>Arrow</h2>
      <p className="settings-meaning">{meaning.says}.</p>
      <Faults id={arrow.id} />
      <fieldset className="setting meanings">
        <legend>What it means</legend>
        {ways.map((way, at) => (
          <label key={`${way.source} ${way.target} ${way.semantics}`} className={`meaning is-${way.semantics}`}>
            <input
              type="radio"
              name="way"
              checked={at === chosen}
              onChange={() => editor.perform(along(editor, arrow, source.id, target.id, way), `Make the arrow ${way.semantics}`)}
            />
            <span className="meaning-mark" aria-hidden="true" />
            <span>
              <strong>{way.semantics}</strong> · {way.title}
            </span>
          </label>
        ))}
      </fieldset>
      <TextField
        label="Label"
        value={arrow.label}
        onChange={(value) => editor.perform({ type: "set", id: arrow.id, field: "label", value }, "Label the arrow", { merge: `label ${arrow.id}` })}
      />
      <Properties things={[arrow]} schema={schemaOf(design, editor.kinds, arrow).properties ?? {}} />
      <dl className="settings-facts">
        <dt>If it fails</dt>
        <dd>{meaning.fails}</dd>
      </dl>
    </>
  );
}

function ServiceForm({ design, service }: { design: Design; service: Service }): ReactNode {
  const { editor } = useTools();
  const members = design.components.filter((one) => one.service === service.id);
  const inside = new Set(members.map((one) => one.id));
  const entries = members.filter((one) => design.connections.some((each) => componentOf(each.to) === one.id && !inside.has(componentOf(each.from))));
  const data = members.filter((one) => editor.kinds.get(one.kind)?.family === "Data");
  const set = (field: "name" | "about", value: string): void => {
    if (field === "name" && value.trim() === "") {
      return;
    }
    editor.perform({ type: "set", id: service.id, field, value }, `Change the ${field} of ${service.name}`, { merge: `${field} ${service.id}` });
  };
  return (
    <>
      <h2 dir="auto">{shown(service.name)}</h2>
      <p>A microservice with {counted(members.length, "component")}. It deploys by itself.</p>
      <TextField label="Name" value={service.name} onChange={(value) => set("name", value)} />
      <TextField label="What it is for" rows={3} value={service.about} onChange={(value) => set("about", value)} />
      <dl className="settings-facts">
        <dt>Reached from outside at</dt>
        <dd>{entries.length === 0 ? "nothing yet" : entries.map((one) => shown(one.name)).join(", ")}</dd>
        <dt>Its private data</dt>
        <dd>{data.length === 0 ? "none" : data.map((one) => shown(one.name)).join(", ")}</dd>
      </dl>
    </>
  );
}

function Arrows({ design, id }: { design: Design; id: string }): ReactNode {
  const { editor } = useTools();
  const arrows = touching(design, id);
  if (arrows.length === 0) {
    return null;
  }
  return (
    <section className="settings-arrows" aria-labelledby="settings-arrows">
      <h3 id="settings-arrows">Arrows</h3>
      <ul>
        {arrows.map((arrow) => (
          <li key={arrow.id}>
            <button type="button" className={`is-${arrow.semantics}`} onClick={() => editor.select([arrow.id])}>
              <span className="meaning-mark" aria-hidden="true" />
              {shown(arrowWords(editor, arrow).says)}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function DesignForm({ design }: { readonly design: Design }): ReactNode {
  const { editor } = useTools();
  return (
    <>
      <h2>This design</h2>
      <TextField
        label="Name"
        value={design.name}
        onChange={(value) => value.trim() !== "" && editor.perform({ type: "set", id: null, field: "name", value }, "Rename the design", { merge: "design name" })}
      />
      <TextField
        label="What it is for"
        rows={4}
        value={design.description}
        onChange={(value) => editor.perform({ type: "set", id: null, field: "description", value }, "Describe the design", { merge: "design description" })}
      />
      <p className="settings-hint">
        {design.components.length === 0
          ? "Begin with a pattern from the palette: drag it here, or click it."
          : `${counted(design.components.length, "component")}, ${counted(design.connections.length, "arrow")}, ${counted(design.services.length, "service")}. Select one to see its settings.`}
      </p>
    </>
  );
}
