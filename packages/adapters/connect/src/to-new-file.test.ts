import { describe, expect, it } from "vitest";
import { fileDefaults, type RecordFields, usageRecord } from "./__fixtures__/usage-record.ts";
import { planDeliveries } from "./plan.ts";
import { toNewFile } from "./to-new-file.ts";

function createBody(fields: RecordFields) {
  const [delivery] = planDeliveries([usageRecord(fields)], {
    channel: "connect",
    defaults: fileDefaults,
  });
  if (delivery === undefined) throw new Error("no delivery");
  return { delivery, body: toNewFile(delivery) };
}

describe("toNewFile", () => {
  it("derives everything from the delivery", () => {
    const { delivery, body } = createBody({});
    expect(body).toEqual({
      name: `Usage 2026-10 USD ${delivery.id.slice(0, 8)}`,
      period: { from: "2026-10-01", to: "2026-10-31" },
      currency: "USD",
      product: "PRD-276-377-545",
      contract: "CRD-41560-05399-12345",
      externalId: `ub-${delivery.id}`,
    });
  });

  it.each([
    { end: "2027-01-01T00:00:00Z", start: "2026-12-31T00:00:00Z", period: "2026-12-01/2026-12-31" },
    { end: "2027-01-02T00:00:00Z", start: "2027-01-01T00:00:00Z", period: "2027-01-01/2027-01-31" },
    { end: "2028-02-02T00:00:00Z", start: "2028-02-01T00:00:00Z", period: "2028-02-01/2028-02-29" },
    { end: "2027-02-02T00:00:00Z", start: "2027-02-01T00:00:00Z", period: "2027-02-01/2027-02-28" },
    { end: "2026-11-01T12:00:00Z", start: "2026-10-31T12:00:00Z", period: "2026-10-01/2026-11-01" },
  ])("covers usage from $start to $end by $period", ({ start, end, period }) => {
    const [from, to] = period.split("/");
    expect(createBody({ start, end }).body.period).toEqual({ from, to });
  });
});
