import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { Rest } from "./rest";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("where nothing moves, nothing waits longer than it wanted", () => {
  const work = vi.fn();
  new Rest().after(700, work);

  vi.advanceTimersByTime(699);
  expect(work).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(work).toHaveBeenCalledOnce();
});

test("while the hand moves, work waits; it is done once, when the hand rests", () => {
  const rest = new Rest();
  const work = vi.fn();
  rest.after(0, work);

  for (let frame = 0; frame < 60; frame += 1) {
    rest.moved();
    vi.advanceTimersByTime(16);
  }
  expect(work).not.toHaveBeenCalled();

  vi.advanceTimersByTime(200);
  expect(work).toHaveBeenCalledOnce();
  vi.advanceTimersByTime(60_000);
  expect(work).toHaveBeenCalledOnce();
});

test("a hand that does not rest is not waited for without end", () => {
  const rest = new Rest();
  const work = vi.fn();
  rest.after(0, work);

  for (let frame = 0; frame < 400 && work.mock.calls.length === 0; frame += 1) {
    rest.moved();
    vi.advanceTimersByTime(16);
  }

  expect(work).toHaveBeenCalledOnce();
});

test("what is taken back is not done, waiting or not", () => {
  const rest = new Rest();
  const work = vi.fn();
  const early = rest.after(700, work);
  early();
  const late = rest.after(0, work);
  rest.moved();
  vi.advanceTimersByTime(100);
  late();

  vi.advanceTimersByTime(60_000);
  expect(work).not.toHaveBeenCalled();
});
