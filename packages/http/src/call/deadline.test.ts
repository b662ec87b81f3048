import { getEventListeners } from "node:events";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { askBeforeWrite, findObjection } from "./before-write.ts";
import { startDeadline } from "./deadline.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it("ends an attempt when its time is over, and says so", () => {
  const { signal } = startDeadline(1500, undefined);
  vi.advanceTimersByTime(1499);
  expect(signal.aborted).toBe(false);
  vi.advanceTimersByTime(1);
  expect(signal.reason).toMatchObject({ name: "TimeoutError", message: "no answer within 1.5 s" });
});

it("ends an attempt with the caller's reason, also when that came first", () => {
  const caller = new AbortController();
  const early = startDeadline(1000, caller.signal);
  caller.abort("enough");
  const late = startDeadline(1000, caller.signal);
  expect([early.signal.reason, late.signal.reason]).toEqual(["enough", "enough"]);
});

it("leaves neither a timer nor a listener when it is released", () => {
  const { signal } = new AbortController();
  const deadline = startDeadline(1000, signal);
  expect([vi.getTimerCount(), getEventListeners(signal, "abort").length]).toEqual([1, 1]);
  deadline.release();
  expect([vi.getTimerCount(), getEventListeners(signal, "abort").length]).toEqual([0, 0]);
  startDeadline(1000, undefined).release();
  expect(vi.getTimerCount()).toBe(0);
});

it("finds an objection of any kind, and none where nobody is asked", () => {
  const { signal } = new AbortController();
  expect(findObjection(null)).toBeUndefined();
  expect(findObjection(signal)).toBeUndefined();
  askBeforeWrite(signal, () => {
    throw undefined;
  });
  expect(findObjection(signal)).toMatchObject({ message: "the request may not be written" });
});
