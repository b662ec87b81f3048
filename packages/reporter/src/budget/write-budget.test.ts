import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createFakeClock } from "../__fixtures__/fake-clock.ts";
import { createBudget } from "./write-budget.ts";

const { signal } = new AbortController();
const wait = { signal, onWait: (): void => undefined };

/** Takes so many writes one after another, and tells when each was let through. */
async function takeAll(
  count: number,
  budget: { readonly requests: number; readonly milliseconds: number },
): Promise<number[]> {
  const clock = createFakeClock();
  const start = clock.now();
  const { take } = createBudget(budget, { clock, members: [{ channel: "one", writes: 1 }] });
  const times: number[] = [];
  for (let index = 0; index < count; index += 1) {
    await take(1, wait);
    times.push(clock.now() - start);
  }
  return times;
}

describe("a write budget", () => {
  it("lets through what is within it, and the rest when there is room", async () => {
    expect(await takeAll(5, { requests: 2, milliseconds: 100 })).toEqual([0, 0, 100, 100, 200]);
  });

  it("never lets more through in any stretch of its time", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          requests: fc.integer({ min: 1, max: 5 }),
          milliseconds: fc.integer({ min: 1, max: 500 }),
        }),
        fc.array(fc.oneof(fc.constant("count" as const), fc.integer({ min: 0, max: 200 })), {
          maxLength: 40,
        }),
        async (budget, pauses) => {
          const clock = createFakeClock();
          const taken: number[] = [];
          const { take } = createBudget(budget, {
            clock,
            members: [{ channel: "one", writes: 1 }],
          });
          for (const pause of pauses) {
            if (pause !== "count") await clock.sleep(pause);
            await take(1, wait);
            taken.push(clock.now());
          }
          for (const at of taken) {
            const stretch = taken.filter((time) => time > at - budget.milliseconds && time <= at);
            expect(stretch.length).toBeLessThanOrEqual(budget.requests);
          }
        },
      ),
      { seed: 20261121, numRuns: 200 },
    );
  });

  it("counts what was sent before it was made, as late as it can have been", async () => {
    const clock = createFakeClock();
    const start = clock.now();
    const budget = createBudget(
      { requests: 3, milliseconds: 1_000 },
      { clock, members: [{ channel: "a", writes: 1 }] },
    );
    const sentAt = [start - 950, start - 350, start - 340];
    const lastIntents = async (_channel: string, since: number): Promise<number> =>
      sentAt.filter((at) => at >= since).length;
    await budget.remember({ lastIntents });
    await budget.remember({ lastIntents });
    const waits: number[] = [];
    for (let index = 0; index < 3; index += 1) {
      await budget.take(1, { signal, onWait: (milliseconds) => waits.push(milliseconds) });
    }
    expect(waits).toEqual([100, 600]);
    expect(clock.now() - start).toBe(700);
  });

  it("counts all channels that share it, by the requests of their deliveries", async () => {
    const clock = createFakeClock();
    const start = clock.now();
    const budget = createBudget(
      { requests: 4, milliseconds: 10 },
      {
        clock,
        members: [
          { channel: "a", writes: 1 },
          { channel: "b", writes: 3 },
        ],
      },
    );
    await budget.remember({ lastIntents: async (channel) => (channel === "b" ? 1 : 0) });
    await budget.take(1, wait);
    expect(clock.now() - start).toBe(0);
    await budget.take(1, wait);
    expect(clock.now() - start).toBe(10);
  });

  it("lets through at once what is greater than itself, when nothing else was sent", async () => {
    const clock = createFakeClock();
    const start = clock.now();
    const members = [{ channel: "a", writes: 3 }];
    const budget = createBudget({ requests: 2, milliseconds: 10 }, { clock, members });
    await budget.take(3, wait);
    await budget.take(3, wait);
    expect(clock.now() - start).toBe(10);
  });

  it("ends a wait with its signal, and serves the next one", async () => {
    const clock = createFakeClock();
    const budget = createBudget(
      { requests: 1, milliseconds: 10 },
      { clock, members: [{ channel: "a", writes: 1 }] },
    );
    await budget.take(1, wait);
    await expect(budget.take(1, { ...wait, signal: AbortSignal.abort() })).rejects.toThrow();
    await expect(budget.take(1, wait)).resolves.toBeUndefined();
  });
});
