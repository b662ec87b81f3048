import { InvalidUsageRecordError, Quantity, type UsageRecord } from "@usage-billing/core";
import { describe, expect, it } from "vitest";
import { OCTOBER, usageRecord } from "./__fixtures__/start-two-checkout.ts";
import { createAccountTime } from "./account-time.ts";
import { plan } from "./plan.ts";

const place = { channel: "twocheckout", time: createAccountTime("Europe/Bucharest") };
const HOUR = 3_600_000;

function many(count: number) {
  return Array.from({ length: count }, (_, index) => {
    const start = OCTOBER + index * HOUR;
    return usageRecord({ recordId: `r-${index}`, period: { start, end: start + HOUR } });
  });
}

describe("plan", () => {
  it("writes one subscription's usage as an array, also when it is one", () => {
    const [delivery] = plan(place, [usageRecord({ description: "Zürich" })]);
    expect(new TextDecoder().decode(delivery?.body)).toBe(
      '[{"OptionCode":"API_CALLS","UsageStart":"2026-10-01 00:00:00","UsageEnd":"2026-10-01 23:59:59","Units":1500,"Description":"Zürich [ub:record-1]"}]',
    );
  });

  it("parts subscriptions, and a subscription's usage after 100", () => {
    const other = usageRecord({ recordId: "other", subscription: "TWIN000002" });
    const sizes = plan(place, [...many(201), other]).map(
      ({ key, records }) => `${key} ${records.length}`,
    );
    expect(sizes).toEqual(["TWIN000001 100", "TWIN000001 100", "TWIN000001 1", "TWIN000002 1"]);
  });

  it("orders by subscription, then by time, then by record id, however records arrive", () => {
    const [first, second] = many(2);
    if (!first || !second) throw new Error("two records");
    const records = [
      { ...second, recordId: "a" },
      { ...first, recordId: "c" },
      { ...first, recordId: "b", subscription: "TWIN000002" },
      { ...first, recordId: "d" },
      { ...first, recordId: "e", subscription: "TWIN000003" },
    ];
    const planned = (given: readonly UsageRecord[]) =>
      plan(place, given).map(({ records }) => records.map(({ recordId }) => recordId).join());
    expect(planned(records)).toEqual(["c,d,a", "b", "e"]);
    expect(planned(records.toReversed())).toEqual(["c,d,a", "b", "e"]);
  });

  it("names deliveries by their records", () => {
    const idsOf = (records: readonly UsageRecord[]) => plan(place, records).map(({ id }) => id);
    const ids = idsOf(many(200));
    expect(new Set(ids).size).toBe(2);
    expect(idsOf(many(200).toReversed())).toEqual(ids);
    expect(idsOf(many(199))).not.toContain(ids[1]);
  });

  it("writes units of any size as they are", () => {
    const [delivery] = plan(place, [usageRecord({ quantity: Quantity.parse("2147483647.0") })]);
    expect(new TextDecoder().decode(delivery?.body)).toContain('"Units":2147483647,');
  });

  it("refuses two records with one id, which could not be told apart", () => {
    const records = [usageRecord(), usageRecord({ meter: "SEATS" })];
    const problem = {
      rule: "duplicate-record-id",
      field: "recordId",
      message: "another record has the same id, and 2Checkout could not tell them apart",
      fix: "Give each record an id of its own.",
    };
    const refusal = new InvalidUsageRecordError("record-1", [problem]);
    expect(() => plan(place, records)).toThrow(refusal);
    expect(() => plan(place, records)).toThrow(expect.objectContaining({ problems: [problem] }));
  });

  it("refuses a record with a problem", () => {
    expect(() => plan(place, [usageRecord({ quantity: Quantity.parse("0.5") })])).toThrow(
      /whole numbers only/,
    );
  });
});
