import { describe, expect, it } from "vitest";
import { systemClock } from "./clock.ts";
import { createFakeClock } from "./fake-clock.ts";

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
