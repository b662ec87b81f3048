import { Quantity } from "@usage-billing/core";
import { describe, expect, it } from "vitest";
import { fromItemReference } from "./from-reference.ts";
import { readCount, readDay, readDecimal, readObject, readText, readWord } from "./read-value.ts";

describe("reading a value", () => {
  it.each([
    ["a", "a"],
    [7, "7"],
    [false, "false"],
    ["", undefined],
    [null, undefined],
    [{}, undefined],
  ])("takes %j for the text %j", (value, text) => {
    expect(readText(value)).toBe(text);
  });

  it.each([
    ["READY", "ready"],
    [null, ""],
    ["", ""],
  ])("takes %j for the word %j", (value, word) => {
    expect(readWord(value)).toBe(word);
  });

  it.each([
    ["12", 12],
    ["-3", -3],
    [4, 4],
    ["5.", 5],
    ["5.00", 5],
    ["5.5", undefined],
    ["x5", undefined],
    ["5x", undefined],
    ["", undefined],
    [null, undefined],
  ])("takes %j for the count %j", (value, count) => {
    expect(readCount(value)).toBe(count);
  });

  it("takes decimals exactly, also those that came as numbers", () => {
    expect(readDecimal(1.5)).toEqual(Quantity.parse("1.5"));
    expect(readDecimal("0.10")).toEqual(Quantity.parse("0.1"));
    expect(readDecimal(null)).toBeUndefined();
  });

  it.each([
    ["2026-10-01", "2026-10-01"],
    ["2026-10-01T01:00:00+02:00", "2026-09-30"],
    ["soon", undefined],
  ])("takes %j for the day %j", (value, day) => {
    expect(readDay(value)).toBe(day);
  });

  it.each([[null], ["text"], [7], [[1, 2]], [undefined]])("finds no members in %j", (value) => {
    expect(readObject(value)).toEqual({});
  });

  it("finds the members of an object", () => {
    expect(readObject({ a: 1 })).toEqual({ a: 1 });
  });

  it.each(["decimal", "xdecimal(2)", "decimal(2)x", "decimal(x)", "integers"])(
    "knows no decimals by %j",
    (precision) => {
      expect(fromItemReference({ id: "1", precision })).toEqual({ id: "1" });
    },
  );

  it("reads any number of decimals", () => {
    expect(fromItemReference({ precision: "decimal(10)" })).toEqual({ decimals: 10 });
  });
});
