import { parseInstant } from "@usage-billing/core";
import { describe, expect, it } from "vitest";
import { fromReportProperties } from "./from-report-properties.ts";

const read = (values: Readonly<Record<string, string>>) => {
  const { values: raw, ...properties } = fromReportProperties(new Map(Object.entries(values)));
  expect(Object.fromEntries(raw)).toEqual(values);
  return properties;
};

const NOBODY = { product: {}, marketplace: {}, vendor: {}, distributor: {}, contract: {}, hub: {} };

describe("fromReportProperties", () => {
  it("reads a report of 2021", () => {
    expect(
      read({
        report_name: "07/05/2021 - 07/08/2021",
        report_note: "",
        report_id: "UF-2021-07-0000-0001",
        status: "VALID",
        report_start_time_utc: "2021-07-05 00:00:00",
        report_end_time_utc: "2021-07-08 23:59:59",
        valid_records: "11",
        invalid_records: "1",
        usage_schema: "qt",
        product_id: "PRD-1",
        product_name: "Storage",
        marketplace_id: "MP-1",
        vendor_account_id: "VA-1",
        provider_account_id: "PA-1",
        provider_account_name: "Distributor",
        distribution_contract_id: "CRD-1",
      }),
    ).toEqual({
      ...NOBODY,
      id: "UF-2021-07-0000-0001",
      name: "07/05/2021 - 07/08/2021",
      status: "valid",
      start: parseInstant("2021-07-05T00:00:00Z"),
      end: parseInstant("2021-07-08T23:59:59Z"),
      validRecords: 11,
      invalidRecords: 1,
      schema: "QT",
      product: { id: "PRD-1", name: "Storage" },
      marketplace: { id: "MP-1" },
      vendor: { id: "VA-1" },
      distributor: { id: "PA-1", name: "Distributor" },
      contract: { id: "CRD-1" },
    });
  });

  it("reads the later names, currency and hub", () => {
    expect(
      read({ currency: "EUR", distributor_account_id: "PA-2", hub_id: "HB-1", hub_name: "Hub" }),
    ).toStrictEqual({
      ...NOBODY,
      currency: "EUR",
      distributor: { id: "PA-2" },
      hub: { id: "HB-1", name: "Hub" },
    });
  });

  it("has no member for what cannot be read", () => {
    expect(read({ valid_records: "many", report_start_time_utc: "44382" })).toEqual(NOBODY);
  });

  it("reads a note, and values without the spaces around them", () => {
    const values = { report_note: " late ", report_id: " UF-1", valid_records: " 3 " };
    expect(read({ ...values, hub_id: "  " })).toStrictEqual({
      ...NOBODY,
      note: "late",
      id: "UF-1",
      validRecords: 3,
    });
  });
});
