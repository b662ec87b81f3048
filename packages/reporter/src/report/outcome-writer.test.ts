import type { DeliveryResult } from "@usage-billing/ledger";
import { describe, expect, it } from "vitest";
import { createOutcomeWriter } from "./outcome-writer.ts";

const [first, second, third] = ["1", "2", "3"].map(
  (deliveryId): DeliveryResult => ({ deliveryId, outcomes: [] }),
) as [DeliveryResult, DeliveryResult, DeliveryResult];

describe("createOutcomeWriter", () => {
  it("commits what comes together in one transaction", async () => {
    const commits: (readonly DeliveryResult[])[] = [];
    const writer = createOutcomeWriter({
      commitOutcomes: async (batch) => void commits.push(batch),
    });
    await Promise.all([writer.commit(first), writer.commit(second)]);
    await writer.commit(third);
    expect(commits).toEqual([[first, second], [third]]);
  });

  it("fails for everything that was not committed", async () => {
    const failure = new Error("disk full");
    const writer = createOutcomeWriter({ commitOutcomes: () => Promise.reject(failure) });
    const ends = await Promise.allSettled([writer.commit(first), writer.commit(second)]);
    expect(ends.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  });
});
