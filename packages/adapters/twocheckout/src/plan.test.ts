import { InvalidUsageRecordError, Quantity } from "@usage-billing/core";
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

  it("writes units of any size as they are", () => {
    const [delivery] = plan(place, [usageRecord({ quantity: Quantity.parse("2147483647.0") })]);
    expect(new TextDecoder().decode(delivery?.body)).toContain('"Units":2147483647,');
  });

  it("refuses two records with one id, which could not be told apart", () => {
    const records = [usageRecord(), usageRecord({ meter: "SEATS" })];
    expect(() => plan(place, records)).toThrow(InvalidUsageRecordError);
  });

  it("refuses a record with a problem", () => {
    expect(() => plan(place, [usageRecord({ quantity: Quantity.parse("0.5") })])).toThrow(
      /whole numbers only/,
    );
  });
});
