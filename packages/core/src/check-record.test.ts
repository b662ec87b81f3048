import { describe, expect, it } from "vitest";
import type { ChannelCapabilities } from "./capabilities.ts";
import { checkRecord } from "./check-record.ts";
import type { Problem } from "./problem.ts";
import { Quantity } from "./quantity.ts";
import type { UsageRecord } from "./usage-record.ts";

const capabilities: ChannelCapabilities = {
  decimals: 3,
  minimumQuantity: "0.001",
  maximumQuantity: "1000",
  meter: "required",
  batch: { shape: "single", maximumRecords: 1 },
  time: "period",
  timeResolution: 1000,
  correction: "delete-and-send",
  retraction: "delete",
  partialQuantity: true,
  acceptance: false,
  closing: false,
  recordIdReadBack: false,
};

const FIRST = Date.UTC(1000, 0, 2);
const LAST = Date.UTC(9999, 11, 31) - 1000;

type RecordChange = Partial<Omit<UsageRecord, "meter">> & { readonly meter?: string | undefined };

function check(change: RecordChange, channel = capabilities): readonly Problem[] {
  const { meter, ...others } = { meter: "calls", ...change };
  const record: UsageRecord = {
    recordId: "r1",
    channel: "test",
    subscription: "s1",
    quantity: Quantity.parse("1.5"),
    period: { start: 0, end: 3_600_000 },
    ...(meter === undefined ? {} : { meter }),
    ...others,
  };
  return checkRecord(record, channel);
}

function rules(...input: Parameters<typeof check>): readonly string[] {
  return check(...input).map(({ rule }) => rule);
}

function of(text: string): Partial<UsageRecord> {
  return { quantity: Quantity.parse(text) };
}

describe("checkRecord", () => {
  it("finds nothing wrong with a record that the channel takes", () => {
    expect(rules({})).toEqual([]);
  });

  it.each([
    ["too-many-decimals", { quantity: Quantity.parse("1.2345") }],
    ["quantity-too-small", { quantity: Quantity.zero }],
    ["negative-quantity", { quantity: Quantity.parse("-1") }],
    ["quantity-too-great", { quantity: Quantity.parse("1000.001") }],
    ["missing-meter", { meter: "" }],
    ["missing-meter", { meter: undefined }],
    ["time-too-fine", { period: { start: 1, end: 1000 } }],
    ["time-too-fine", { period: { start: 1000, end: 1001 } }],
    ["time-out-of-range", { period: { start: FIRST - 1000, end: 1000 } }],
    ["time-out-of-range", { period: { start: 1000, end: LAST + 1000 } }],
    ["time-out-of-range", { period: { start: Number.NaN, end: 1000 } }],
    ["time-out-of-range", { period: { start: 0, end: Number.POSITIVE_INFINITY } }],
  ])("finds %s", (rule, change) => {
    expect(rules(change)).toEqual([rule]);
  });

  it("takes the first and the last second that can be written", () => {
    expect(rules({ period: { start: FIRST, end: LAST } })).toEqual([]);
  });

  it("finds every problem at once", () => {
    expect(rules({ meter: "", quantity: Quantity.parse("-0.0001") })).toEqual([
      "too-many-decimals",
      "negative-quantity",
      "missing-meter",
    ]);
  });

  it.each(["0.001", "1000"])("takes %s, which stands at an end of the range", (text) => {
    expect(rules(of(text))).toEqual([]);
  });

  it("takes any quantity and no meter where the channel sets no bounds and has none", () => {
    const { maximumQuantity: _, ...unbounded } = capabilities;
    const open: ChannelCapabilities = { ...unbounded, meter: "unused" };
    expect(rules({ ...of("99999999"), meter: undefined }, open)).toEqual([]);
  });

  it.each([
    ["1.2345", 3, "quantity 1.2345 has 4 decimals; the channel takes at most 3 decimals"],
    ["1.5", 0, "quantity 1.5 has 1 decimal; the channel takes whole numbers only"],
  ])("says of %s how many decimals there are and may be", (text, decimals, message) => {
    const fix = "Report in a smaller unit, or round before reporting.";
    const problem = { rule: "too-many-decimals", field: "quantity", message, fix };
    expect(check(of(text), { ...capabilities, decimals })).toEqual([problem]);
  });

  it.each([
    ["0", "0 is below 0.001, the least", "Leave the record out, or add it to a later period."],
    [
      "-1",
      "-1 is below 0.001, the least",
      "Correct or retract the earlier record instead of reporting a negative one.",
    ],
    ["1001", "1001 is above 1000, the most", "Report in a larger unit, or split the period."],
  ])("says of %s which bound it passes and what to do", (text, words, fix) => {
    const message = `quantity ${words} that the channel takes`;
    expect(check(of(text))).toMatchObject([{ field: "quantity", message, fix }]);
  });

  it("says of a missing meter and of a fine time what to do", () => {
    expect(check({ meter: "", period: { start: 0, end: 1 } })).toEqual([
      {
        rule: "missing-meter",
        field: "meter",
        message: "the channel needs a meter and the record has none",
        fix: "Map a column to meter.",
      },
      {
        rule: "time-too-fine",
        field: "period",
        message: "the period has ends finer than the 1000 ms that the channel keeps",
        fix: "Cut the times to what the channel keeps.",
      },
    ]);
  });
});
