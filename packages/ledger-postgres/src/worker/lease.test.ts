import { describe, expect, it } from "vitest";
import { createLease } from "./lease.ts";

function createClocks(): {
  at: { monotonic: number; wall: number };
  clocks: Parameters<typeof createLease>[2];
} {
  const at = { monotonic: 1_000, wall: 50_000 };
  return { at, clocks: { monotonic: () => at.monotonic, wall: () => at.wall } };
}

describe("createLease", () => {
  it("is over when its time has passed by the monotonic clock, even when the other one was set back", () => {
    const { at, clocks } = createClocks();
    const lease = createLease(4_500, { ...at }, clocks);
    at.monotonic += 4_499;
    at.wall -= 3_600_000;
    expect(lease.isOver()).toBe(false);
    at.monotonic += 1;
    expect(lease.isOver()).toBe(true);
  });

  it("is over when the machine slept, which the monotonic clock does not see", () => {
    const { at, clocks } = createClocks();
    const lease = createLease(4_500, { ...at }, clocks);
    at.wall += 4_500;
    expect(lease.isOver()).toBe(true);
  });

  it("counts from before the sign of life was sent", () => {
    const { at, clocks } = createClocks();
    const lease = createLease(4_500, { ...at }, clocks);
    const sentAfter = { monotonic: at.monotonic + 2_000, wall: at.wall + 2_000 };
    at.monotonic += 4_000;
    at.wall += 4_000;
    lease.renew(sentAfter);
    at.monotonic += 2_499;
    expect(lease.isOver()).toBe(false);
    at.monotonic += 1;
    expect(lease.isOver()).toBe(true);
  });
});
