/** What the review found, and how it is shown: marks on the canvas, groups in the panel. All of it is pure. */

import type { Design, Edit, Suppression } from "./types";

export type Severity = "error" | "warning" | "advice";
export const SEVERITIES: readonly Severity[] = ["error", "warning", "advice"];

export interface Finding {
  /** Explained at `/rules/{rule}`. */
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly why: string;
  readonly remedy: string;
  readonly components: readonly string[];
  readonly connections: readonly string[];
  /** The remedy as edits; null where somebody has to decide first. */
  readonly fix: readonly Edit[] | null;
  /** Whether the fix needs no second look. */
  readonly safe: boolean;
}

export interface Consequence {
  readonly harm: string;
  readonly said: string;
  readonly findings: number;
}

/** The server's answer: findings, the gravest first, and what they come to. */
export interface Review {
  readonly findings: readonly Finding[];
  readonly verdict: readonly Consequence[];
  /** The rules that were not asked. */
  readonly left_out: readonly string[];
}

export const NOTHING: Review = { findings: [], verdict: [], left_out: [] };

/** What a component or an arrow wears on the canvas. */
export interface Mark {
  readonly count: number;
  readonly severity: Severity;
  /** Such as "1 error, 2 warnings". */
  readonly says: string;
}

/** Two lists that hold the same findings give the same key. */
export function keyOf({ rule, components, connections, message }: Finding): string {
  return [rule, components.join(" "), connections.join(" "), message].join("|");
}

/** What a finding is about first: that is marked, the rest is lit on demand. */
export function subjectsOf({ components, connections }: Finding): readonly string[] {
  return [...components.slice(0, 1), ...connections.slice(0, 1)];
}

/** The one thing to select and to bring into view; null for what is about the whole design. */
export function placeOf(finding: Finding): string | null {
  return subjectsOf(finding)[0] ?? null;
}

export function counted(findings: readonly Finding[]): string {
  const words: Readonly<Record<Severity, readonly [string, string]>> = {
    error: ["error", "errors"],
    warning: ["warning", "warnings"],
    advice: ["piece of advice", "pieces of advice"],
  };
  return SEVERITIES.flatMap((severity) => {
    const number = findings.filter((one) => one.severity === severity).length;
    return number === 0 ? [] : [`${number} ${words[severity][number === 1 ? 0 : 1]}`];
  }).join(", ");
}

export function gravest(findings: readonly Finding[]): Severity | null {
  return SEVERITIES.find((severity) => findings.some((one) => one.severity === severity)) ?? null;
}

/** Marks by the id of what wears them. What is as it was, each mark and all of them, stays the same object. */
export function marksOf(findings: readonly Finding[], before: ReadonlyMap<string, Mark> = new Map()): ReadonlyMap<string, Mark> {
  const at = new Map<string, Finding[]>();
  for (const finding of findings) {
    for (const id of subjectsOf(finding)) {
      at.set(id, [...(at.get(id) ?? []), finding]);
    }
  }
  const marks = new Map<string, Mark>();
  for (const [id, own] of at) {
    const mark: Mark = { count: own.length, severity: gravest(own) ?? "advice", says: counted(own) };
    const known = before.get(id);
    marks.set(id, known?.says === mark.says ? known : mark);
  }
  const same = marks.size === before.size && [...marks].every(([id, mark]) => before.get(id) === mark);
  return same ? before : marks;
}

/** What a component or an arrow says of its findings, for those who cannot see the mark: ", 1 error" or nothing. */
export function spokenMark(marks: ReadonlyMap<string, Mark>, id: string): string {
  const mark = marks.get(id);
  return mark === undefined ? "" : `, review: ${mark.says}`;
}

/** A quick answer, completed by what rules that were not asked said before. */
export function completed({ findings, left_out }: Review, before: readonly Finding[], design: Design): readonly Finding[] {
  const kept = standing(before.filter((one) => left_out.includes(one.rule)), design);
  return kept.length === 0 ? findings : SEVERITIES.flatMap((severity) => [...findings, ...kept].filter((one) => one.severity === severity));
}

/** Those that are still about something: after an edit, the last findings may name what is gone. */
export function standing(findings: readonly Finding[], design: Design): readonly Finding[] {
  const there = new Set([...design.components, ...design.connections].map((one) => one.id));
  return findings.filter(({ components, connections }) => [...components, ...connections].every((id) => there.has(id)));
}

export function aboutThing(findings: readonly Finding[], id: string): readonly Finding[] {
  return findings.filter((one) => one.components.includes(id) || one.connections.includes(id));
}

export interface RuleGroup {
  readonly rule: string;
  readonly severity: Severity;
  readonly findings: readonly Finding[];
}

export interface ServiceGroup {
  /** Null for what belongs to no service. */
  readonly service: string | null;
  readonly name: string;
  readonly rules: readonly RuleGroup[];
}

/** By the service of what each finding is about first, and within by rule; services in the design's order. */
export function grouped(findings: readonly Finding[], design: Design): readonly ServiceGroup[] {
  const services = new Map(design.components.map((one) => [one.id, one.service]));
  const arrows = new Map(design.connections.map((one) => [one.id, one.from.split(".")[0] ?? ""]));
  const homeOf = (finding: Finding): string | null => {
    const [first] = finding.components.length > 0 ? finding.components : finding.connections.map((id) => arrows.get(id) ?? "");
    return services.get(first ?? "") ?? null;
  };
  const shelves = [...design.services.map(({ id, name }) => ({ service: id as string | null, name })), { service: null, name: "" }];
  return shelves.flatMap(({ service, name }) => {
    const own = findings.filter((one) => homeOf(one) === service);
    const rules = [...new Set(own.map((one) => one.rule))].map((rule): RuleGroup => {
      const of = own.filter((one) => one.rule === rule);
      return { rule, severity: gravest(of) ?? "advice", findings: of };
    });
    return rules.length === 0 ? [] : [{ service, name, rules }];
  });
}

/** The order in which one walks through them: that of the panel. */
export function inOrder(findings: readonly Finding[], design: Design): readonly Finding[] {
  return grouped(findings, design).flatMap(({ rules }) => rules.flatMap((one) => one.findings));
}

/** Where a reason could hold: at the thing itself, in its service, in the whole design. */
export function scopesOf(finding: Finding, design: Design): readonly (string | null)[] {
  const place = placeOf(finding);
  const service = design.components.find((one) => one.id === finding.components[0])?.service ?? null;
  return [...(place === null ? [] : [place]), ...(service === null ? [] : [service]), null];
}

export function suppress(finding: Finding, at: string | null, reason: string): Edit {
  const suppression: Suppression = { rule: finding.rule, at, reason };
  return { type: "add-suppression", suppression, index: null };
}
