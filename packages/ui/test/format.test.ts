import { countRecords, groupDigits, toVisible } from "@usage-billing/statement";
import { describe, expect, it } from "vitest";
import { readRecordHash, shortTime, toRecordHash } from "../src/page/format.ts";

describe("what the page prints", () => {
  it("groups digits and changes none", () => {
    expect(groupDigits("-1234567.1250")).toBe("-1,234,567.1250");
    expect(groupDigits(999)).toBe("999");
    expect([countRecords(1), countRecords(1_000)]).toEqual(["1 record", "1,000 records"]);
  });

  it("leaves out of a time what every one has", () => {
    expect(shortTime("2026-10-31T00:00:00.000Z")).toBe("2026-10-31 00:00:00");
    expect(shortTime("2026-10-31T00:00:00.250Z")).toBe("2026-10-31 00:00:00.250");
  });

  it("shows marks that turn text round", () => {
    expect(toVisible("a\u202eb\u0007")).toBe("a\\u{202e}b\\u{7}");
  });

  it("finds the record of an address, whatever letters its id has", () => {
    for (const id of ["4f1c", "a/b c#%", "東京"]) expect(readRecordHash(toRecordHash(id))).toBe(id);
    expect(readRecordHash("#/record/%")).toBe("%");
    expect(readRecordHash("#/")).toBeUndefined();
  });
});
