import { LedgerError } from "@usage-billing/ledger";
import { describe, expect, it } from "vitest";
import { workThroughOutages } from "./work-through-outages.ts";

const lost = new LedgerError("postgres", "was lost");
const signal = new AbortController().signal;
const random = () => 0;

/** Work that fails as it is told, after it has read the ledger or before. */
function createWork(...fates: readonly ("ends" | "fails" | "fails at once")[]) {
  const state = { tries: 0, hasWorked: false };
  const work = async () => {
    const fate = fates[state.tries];
    state.tries += 1;
    state.hasWorked = fate !== "fails at once";
    if (fate !== "ends") throw lost;
  };
  return { state, work, hasWorked: () => state.hasWorked };
}

describe("workThroughOutages", () => {
  it("begins anew when the ledger fails after it worked, also while it cannot be had", async () => {
    const { state, work, hasWorked } = createWork("fails", "fails at once", "ends");
    const waits: number[] = [];
    const onOutage = (_error: LedgerError, wait: number) => waits.push(wait);
    await workThroughOutages(work, { signal, hasWorked, onOutage, random });
    expect([state.tries, waits]).toEqual([3, [500, 1_000]]);
  });

  it("gives up a ledger that never worked, and any other error", async () => {
    const never = createWork("fails at once");
    const options = { signal, onOutage: () => expect.unreachable(), random };
    const first = workThroughOutages(never.work, { ...options, hasWorked: never.hasWorked });
    await expect(first).rejects.toBe(lost);
    const defect = new TypeError("defect");
    const broken = workThroughOutages(() => Promise.reject(defect), {
      ...options,
      hasWorked: () => true,
    });
    await expect(broken).rejects.toBe(defect);
  });

  it("ends by the signal while it waits", async () => {
    const controller = new AbortController();
    const { state, work, hasWorked } = createWork("fails", "ends");
    const onOutage = () => controller.abort();
    await workThroughOutages(work, { signal: controller.signal, hasWorked, onOutage, random });
    expect(state.tries).toBe(1);
  });
});
