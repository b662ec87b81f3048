import { getEventListeners } from "node:events";
import { afterEach, describe, expect, it, vi } from "vitest";
import { systemClock } from "./clock.ts";
import { createFakeClock } from "./fake-clock.ts";

afterEach(() => {
  vi.useRealTimers();
});

describe("systemClock", () => {
  it("tells the computer's time and waits", async () => {
    const before = Date.now();
    await systemClock.sleep(1);
    expect(systemClock.now()).toBeGreaterThanOrEqual(before);
  });

  it("ends a wait with the signal's own reason", async () => {
    const caller = new AbortController();
    const wait = systemClock.sleep(60_000, caller.signal);
    caller.abort("enough");
    await expect(wait).rejects.toBe("enough");
    await expect(systemClock.sleep(60_000, caller.signal)).rejects.toBe("enough");
  });
});

describe("a wait of the systemClock that is over", () => {
  it.each(["by its time", "by the signal"])("%s leaves no timer and no listener", async (how) => {
    vi.useFakeTimers();
    const caller = new AbortController();
    const wait = systemClock.sleep(1000, caller.signal).catch(() => "ended early");
    expect([vi.getTimerCount(), getEventListeners(caller.signal, "abort").length]).toEqual([1, 1]);
    if (how === "by the signal") caller.abort();
    else await vi.advanceTimersByTimeAsync(1000);
    expect(await wait).toBe(how === "by the signal" ? "ended early" : undefined);
    expect(vi.getTimerCount()).toBe(0);
    expect(getEventListeners(caller.signal, "abort")).toEqual([]);
  });
});

describe("createFakeClock", () => {
  it("moves on at once and remembers its waits", async () => {
    const clock = createFakeClock(1_000);
    await clock.sleep(60_000);
    await clock.sleep(5);
    expect(clock.now()).toBe(61_005);
    expect(clock.sleeps).toEqual([60_000, 5]);
    await expect(clock.sleep(1, AbortSignal.abort("over"))).rejects.toBe("over");
    expect(createFakeClock().now()).toBe(Date.UTC(2026, 9, 1));
  });
});
