import fc from "fast-check";
import { expect, test } from "vitest";

import { apply } from "./apply";
import type { Finding } from "./review";
import { aboutThing, completed, counted, gravest, grouped, inOrder, keyOf, marksOf, scopesOf, spokenMark, standing, suppress } from "./review";
import { WEBHOOK } from "./testing/samples";

const [first, second] = WEBHOOK.components.map((one) => one.id);
const ids = [...WEBHOOK.components, ...WEBHOOK.connections].map((one) => one.id);

function finding(rule: string, severity: Finding["severity"], components: readonly string[], connections: readonly string[] = []): Finding {
  return { rule, severity, message: `${rule} here`, why: "", remedy: "", components, connections, fix: null, safe: false };
}

const anyFinding = fc.record({
  rule: fc.constantFrom("open-entry", "dead-end", "synchronous-cycle"),
  severity: fc.constantFrom<Finding["severity"]>("error", "warning", "advice"),
  message: fc.string(),
  why: fc.constant(""),
  remedy: fc.constant(""),
  components: fc.subarray(WEBHOOK.components.map((one) => one.id)),
  connections: fc.subarray(WEBHOOK.connections.map((one) => one.id)),
  fix: fc.constant(null),
  safe: fc.constant(false),
});

test("a mark counts, and is as grave as the gravest", () => {
  const marks = marksOf([finding("a", "warning", [first ?? ""]), finding("b", "error", [first ?? "", second ?? ""])]);
  expect(marks.get(first ?? "")).toEqual({ count: 2, severity: "error", says: "1 error, 1 warning" });
  expect(marks.has(second ?? "")).toBe(false);
  expect(spokenMark(marks, first ?? "")).toBe(", review: 1 error, 1 warning");
  expect(spokenMark(marks, second ?? "")).toBe("");
});

test("a mark that says the same is the same object, so that nothing is drawn anew", () => {
  const before = marksOf([finding("a", "advice", [first ?? ""])]);
  const after = marksOf([finding("b", "advice", [first ?? ""]), finding("c", "advice", [second ?? ""])], before);
  expect(after.get(first ?? "")).toBe(before.get(first ?? ""));
  expect(after).not.toBe(before);
  expect(marksOf([finding("b", "advice", [first ?? ""])], before)).toBe(before);
});

test("no finding is lost or doubled in the groups, whatever it is about", () => {
  fc.assert(
    fc.property(fc.array(anyFinding), (findings) => {
      const order = inOrder(findings, WEBHOOK);
      expect([...order].map(keyOf).sort()).toEqual(findings.map(keyOf).sort());
      expect(grouped(findings, WEBHOOK).every((group) => group.rules.length > 0)).toBe(true);
      const total = [...marksOf(findings).values()].map((mark) => mark.count);
      expect(total.every((count) => count > 0)).toBe(true);
    }),
  );
});

test("what is about something that is gone does not stand", () => {
  const about = finding("a", "error", [first ?? ""]);
  const bare = { ...WEBHOOK, components: WEBHOOK.components.slice(1), connections: [] };
  expect(standing([about, finding("b", "error", [])], WEBHOOK)).toHaveLength(2);
  expect(standing([about], bare)).toEqual([]);
  expect(aboutThing([about], first ?? "")).toEqual([about]);
});

test("what is counted is said in words", () => {
  expect(counted([])).toBe("");
  expect(counted([finding("a", "advice", []), finding("b", "advice", []), finding("c", "error", [])])).toBe("1 error, 2 pieces of advice");
  expect(gravest([])).toBeNull();
});

test("a reason holds at a thing, in its service or everywhere, and can be taken back", () => {
  const inService = WEBHOOK.components.find((one) => one.service !== null);
  const about = finding("dead-end", "error", [inService?.id ?? ""]);
  const scopes = scopesOf(about, WEBHOOK);
  expect(scopes).toEqual([inService?.id, inService?.service, null]);
  for (const scope of scopes) {
    const [after, inverse] = apply(WEBHOOK, suppress(about, scope, "It is a test."));
    expect(after.suppressions).toEqual([{ rule: "dead-end", at: scope, reason: "It is a test." }]);
    expect(apply(after, inverse)[0]).toEqual(WEBHOOK);
  }
  expect(ids).toContain(scopes[0]);
});

test("what a rule said before holds until it is asked again", () => {
  const [drawn, made] = [finding("open-entry", "advice", [first ?? ""]), finding("cannot-be-deployed", "error", [second ?? ""])];
  const quick = { findings: [drawn], verdict: [], left_out: ["cannot-be-deployed"] };
  const stale = finding("open-entry", "warning", [second ?? ""]);
  expect(completed(quick, [made, stale], WEBHOOK)).toEqual([made, drawn]);
  expect(completed({ ...quick, left_out: [] }, [made, stale], WEBHOOK)).toEqual([drawn]);
});
