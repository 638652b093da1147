import { expect, it } from "vitest";
import { addressOf } from "./gallery-address";

it("leaves out what was not asked", () => {
  expect(addressOf("/", [["q", "  "]])).toBe("/");
  expect(addressOf("/", [["q", ""], ["service", "amazon-sqs"]])).toBe("/?service=amazon-sqs");
});

it("keeps several values and trims words", () => {
  const fields = [
    ["q", " too  many connections "],
    ["purpose", "throttle"],
    ["purpose", "ingest"],
  ] as const;
  expect(addressOf("/", fields)).toBe("/?q=too+many+connections&purpose=throttle&purpose=ingest");
});
