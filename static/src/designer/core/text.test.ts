import { describe, expect, it } from "vitest";

import { titled, valueText, worded } from "./text";

describe("names as words", () => {
  it("writes initials large and the rest as it is", () => {
    expect(titled("vpc-function-calling-out")).toBe("VPC function calling out");
    expect(titled("memory")).toBe("Memory");
    expect(worded("answer-later-than-the-api-waits")).toBe("answer later than the API waits");
    expect(worded("apis")).toBe("apis");
  });
});

describe("values as words", () => {
  it("groups digits and says nothing of nothing", () => {
    expect([345600, 0.05, true, "x", ["a", 1]].map(valueText)).toEqual(["345,600", "0.05", "yes", "x", "a, 1"]);
    expect([null, "", [], {}, undefined].map(valueText)).toEqual(["none", "none", "none", "none", "none"]);
  });
});
