import { type HeldUsage, Quantity } from "@usage-billing/core";
import { describe, expect, it } from "vitest";
import { type RecordChange, usageRecord } from "./__fixtures__/usage-record.ts";
import { matchRecord } from "./match-record.ts";

const { subscription, period } = usageRecord();

function holding(...quantities: readonly string[]): readonly HeldUsage[] {
  return quantities.map((quantity, at) => ({
    channel: "rebilly",
    reference: `usage-${at + 1}`,
    subscription,
    quantity: Quantity.parse(quantity),
    period,
    status: "open",
  }));
}

function match(held: readonly HeldUsage[], change: RecordChange, ...others: RecordChange[]) {
  const [record, ...rest] = [change, ...others].map(usageRecord);
  if (record === undefined) throw new Error("there is a record");
  return matchRecord(record, [record, ...rest], held);
}

describe("matchRecord", () => {
  it("takes usage of the same quantity for the record", () => {
    const settlement = match(holding("3", "5.500"), { quantity: "5.5" });
    expect(settlement).toMatchObject({ status: "accepted", reference: "usage-2" });
  });

  it("finds it absent when other quantities are held, however many", () => {
    const settlement = match(holding("3", "6"), { quantity: "5" });
    expect(settlement).toEqual({ status: "absent", recordId: "record-1" });
  });

  it("asks when the same quantity is held twice", () => {
    const held = holding("5", "5");
    expect(match(held, { quantity: "5" })).toMatchObject({ status: "unknown", candidates: held });
  });

  it("takes less for the record only where a part may be stored", () => {
    const settlement = match(holding("3", "6"), { quantity: "5", acceptPartial: true });
    expect(settlement).toMatchObject({
      status: "partial",
      reference: "usage-1",
      sent: Quantity.parse("5"),
      stored: Quantity.parse("3"),
    });
  });

  it("takes no part for the record where all of it is held", () => {
    const settlement = match(holding("3", "5"), { quantity: "5", acceptPartial: true });
    expect(settlement).toMatchObject({ status: "accepted", reference: "usage-2" });
  });

  it("asks when more than one part is held", () => {
    const settlement = match(holding("3", "4"), { quantity: "5", acceptPartial: true });
    expect(settlement).toMatchObject({ status: "unknown", candidates: [{}, {}] });
  });

  describe("of two records", () => {
    const first = { quantity: "5" };
    const second = { recordId: "record-2", quantity: "7" };

    it("gives each its own usage", () => {
      expect(match(holding("7"), first, second).status).toBe("absent");
      expect(match(holding("7"), second, first)).toMatchObject({ reference: "usage-1" });
    });

    it("does not take the usage of one for a part of the other", () => {
      const partial = { ...second, acceptPartial: true };
      expect(match(holding("5"), partial, first).status).toBe("absent");
      expect(match(holding("5"), first, partial).status).toBe("accepted");
    });

    it("asks for both when they are the same", () => {
      const same = { ...second, quantity: "5" };
      expect(match(holding("5"), first, same).status).toBe("unknown");
      expect(match(holding("5"), same, first).status).toBe("unknown");
    });

    it("asks for both when either may have been trimmed", () => {
      const [left, right] = [first, second].map((one) => ({ ...one, acceptPartial: true }));
      expect(match(holding("3"), left ?? {}, right ?? {}).status).toBe("unknown");
      expect(match(holding("3"), right ?? {}, left ?? {}).status).toBe("unknown");
    });
  });
});
