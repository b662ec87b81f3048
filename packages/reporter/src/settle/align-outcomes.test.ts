import { describe, expect, it } from "vitest";
import { usageRecord } from "../__fixtures__/usage-record.ts";
import { alignOutcomes, mergeOutcomes, toUnknown } from "./align-outcomes.ts";

const records = ["a", "b"].map((recordId) => usageRecord({ recordId }));
const [a, b] = ["a", "b"].map(
  (recordId) => ({ status: "accepted", recordId, reference: `ref-${recordId}` }) as const,
);

describe("alignOutcomes", () => {
  it("brings outcomes into the order of the records and drops strangers", () => {
    if (a === undefined || b === undefined) throw new Error("no outcomes");
    const stranger = { ...a, recordId: "z" };
    expect(alignOutcomes(records, [b, stranger, a])).toEqual([a, b]);
  });

  it("knows nothing of a record that is left out or named twice", () => {
    if (a === undefined) throw new Error("no outcome");
    const statuses = alignOutcomes(records, [a, a]).map(({ status }) => status);
    expect(statuses).toEqual(["unknown", "unknown"]);
  });
});

describe("mergeOutcomes", () => {
  it("lets a clear answer stand and takes the rest from read-back", () => {
    if (a === undefined || b === undefined) throw new Error("no outcomes");
    const [, unknown] = toUnknown(records, "no answer");
    if (unknown === undefined) throw new Error("no outcome");
    const settled = [{ status: "absent", recordId: "a" } as const, b];
    expect(mergeOutcomes([a, unknown], settled)).toEqual([a, b]);
  });
});
