import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { deriveDeliveryId, deriveRecordId, type RecordFacts } from "./record-id.ts";

const facts: RecordFacts = {
  source: "meters",
  channel: "rebilly",
  subscription: "sub_1",
  meter: "calls",
  period: { start: 0, end: 3_600_000 },
  revision: 0,
};

describe("deriveRecordId", () => {
  it("gives the same id for the same fact in every process", () => {
    expect(deriveRecordId(facts)).toBe(deriveRecordId({ ...facts }));
    expect(deriveRecordId(facts)).toBe("dee71d7d2d353a73108c647a5c1f1ff9");
  });

  it.each([
    ["source", { source: "other" }],
    ["channel", { channel: "connect" }],
    ["subscription", { subscription: "sub_2" }],
    ["meter", { meter: undefined }],
    ["period", { period: { start: 0, end: 7_200_000 } }],
    ["revision", { revision: 1 }],
  ])("gives another id when the %s differs", (_, change) => {
    expect(deriveRecordId({ ...facts, ...change })).not.toBe(deriveRecordId(facts));
  });

  it("does not mistake text that moves from one fact to the next", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string({ minLength: 1 }), (left, right, moved) => {
        const one = deriveRecordId({ ...facts, source: left + moved, channel: right });
        const other = deriveRecordId({ ...facts, source: left, channel: moved + right });
        return one !== other;
      }),
      { seed: 20261101 },
    );
  });
});

describe("deriveDeliveryId", () => {
  it("does not depend on the order of the records", () => {
    expect(deriveDeliveryId("a", "k", ["1", "2"])).toBe(deriveDeliveryId("a", "k", ["2", "1"]));
    expect(deriveDeliveryId("a", "k", ["1", "2"])).not.toBe(deriveDeliveryId("a", "k", ["12"]));
  });

  it("gives the same id for the same records in every process", () => {
    expect(deriveDeliveryId("a", "k", ["1", "2"])).toBe("c7d21c15276035e936d7579804f5d477");
  });
});
