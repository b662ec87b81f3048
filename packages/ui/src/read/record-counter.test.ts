import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { RecordCounter } from "./record-counter.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it("is waited for only while it has just begun, so that a long count slows down no page", async () => {
  const desk = { use: () => new Promise<never>(() => undefined), isShared: false, channels: [] };
  const { signal } = new AbortController();
  const counter = new RecordCounter(desk, { mustWait: () => false, signal });
  counter.refresh();
  const waited = counter.wait(30);
  expect(vi.getTimerCount()).toBe(1);
  await vi.advanceTimersByTimeAsync(30);
  await waited;
  const again = counter.wait(30);
  expect(vi.getTimerCount()).toBe(0);
  await again;
});
