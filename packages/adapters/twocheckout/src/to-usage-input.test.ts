import { Quantity } from "@usage-billing/core";
import { describe, expect, it } from "vitest";
import { OCTOBER, usageRecord } from "./__fixtures__/start-two-checkout.ts";
import { createAccountTime } from "./account-time.ts";
import { toRequestBody, toUsageInput } from "./to-usage-input.ts";

const time = createAccountTime("Europe/Bucharest");

describe("toUsageInput", () => {
  it("maps meter, local times with the last second, units and description", () => {
    expect(toUsageInput(usageRecord({ description: "Plätze" }), time)).toEqual({
      OptionCode: "API_CALLS",
      UsageStart: "2026-10-01 00:00:00",
      UsageEnd: "2026-10-01 23:59:59",
      Units: Quantity.parse("1500"),
      Description: "Plätze [ub:record-1]",
    });
  });

  it("gives an instant equal ends", () => {
    const instant = usageRecord({ period: { start: OCTOBER, end: OCTOBER } });
    expect(toUsageInput(instant, time)).toMatchObject({
      UsageStart: "2026-10-01 00:00:00",
      UsageEnd: "2026-10-01 00:00:00",
    });
  });
});

describe("toRequestBody", () => {
  it("writes an array of JSON in UTF-8, in the order of the records", () => {
    const records = [
      usageRecord({ description: "ä" }),
      usageRecord({ recordId: "2", quantity: Quantity.parse("2147483647") }),
    ];
    expect(new TextDecoder().decode(toRequestBody(records, time))).toBe(
      '[{"OptionCode":"API_CALLS","UsageStart":"2026-10-01 00:00:00","UsageEnd":"2026-10-01 23:59:59","Units":1500,"Description":"ä [ub:record-1]"},' +
        '{"OptionCode":"API_CALLS","UsageStart":"2026-10-01 00:00:00","UsageEnd":"2026-10-01 23:59:59","Units":2147483647,"Description":"[ub:2]"}]',
    );
  });
});
