import { describe, expect, it } from "vitest";
import { begin, eventOfKey, next, OVERVIEW, type PlayerEvent, type PlayerState, readingTime } from "./player-state";

function after(state: PlayerState, ...events: PlayerEvent["type"][]): PlayerState {
  return events.reduce((now, type) => next(now, type === "go" ? { type, to: 0 } : { type }), state);
}

describe("stepping", () => {
  it("begins with the whole drawing and stops at the last step", () => {
    expect(begin(3).at).toBe(OVERVIEW);
    expect(after(begin(3), "forward").at).toBe(0);
    expect(after(begin(3), "forward", "forward", "forward", "forward").at).toBe(2);
  });

  it("goes back as far as the whole drawing", () => {
    expect(after(begin(3), "forward", "back", "back").at).toBe(OVERVIEW);
  });

  it("jumps, within what there is", () => {
    expect(next(begin(3), { type: "go", to: 99 }).at).toBe(2);
    expect(next(begin(3), { type: "go", to: -99 }).at).toBe(OVERVIEW);
    expect(after(begin(3), "last", "first").at).toBe(0);
  });

  it("stops the playing when somebody steps by hand", () => {
    expect(after(begin(3), "toggle", "forward")).toMatchObject({ at: 1, playing: false });
  });
});

describe("playing", () => {
  it("starts at the first step and ends after the last", () => {
    expect(after(begin(2), "toggle")).toMatchObject({ at: 0, playing: true });
    expect(after(begin(2), "toggle", "elapsed")).toMatchObject({ at: 1, playing: true });
    expect(after(begin(2), "toggle", "elapsed", "elapsed")).toMatchObject({ at: 1, playing: false });
  });

  it("pauses where it is and goes on from there", () => {
    const paused = after(begin(3), "toggle", "elapsed", "toggle");
    expect(paused).toMatchObject({ at: 1, playing: false });
    expect(after(paused, "toggle")).toMatchObject({ at: 1, playing: true });
  });

  it("starts again once it has reached the end", () => {
    expect(after(begin(2), "last", "toggle")).toMatchObject({ at: 0, playing: true });
  });

  it("pays no heed to a late clock", () => {
    const paused = after(begin(3), "toggle", "toggle");
    expect(next(paused, { type: "elapsed" })).toBe(paused);
  });
});

describe("failures", () => {
  it("stop the playing and keep the place", () => {
    const failing = after(begin(3), "toggle", "elapsed", "failures");
    expect(failing).toMatchObject({ at: 1, playing: false, failing: true });
    expect(after(failing, "failures")).toMatchObject({ at: 1, failing: false });
    expect(after(failing, "back")).toMatchObject({ at: 1, failing: false });
  });

  it("give way to playing", () => {
    expect(after(begin(3), "failures", "toggle")).toMatchObject({ at: 0, playing: true, failing: false });
  });
});

it("knows its keys and no others", () => {
  expect(eventOfKey("ArrowRight", begin(3))).toEqual({ type: "forward" });
  expect(eventOfKey(" ", begin(3))).toEqual({ type: "toggle" });
  expect(eventOfKey("a", begin(3))).toBeUndefined();
  expect(eventOfKey("Escape", begin(3))).toBeUndefined();
  expect(eventOfKey("Escape", after(begin(3), "failures"))).toEqual({ type: "failures" });
});

it("leaves time to read", () => {
  expect(readingTime("Short.")).toBe(2200);
  expect(readingTime("x".repeat(170))).toBe(10_000);
});
