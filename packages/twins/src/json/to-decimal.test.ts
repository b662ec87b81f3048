import { describe, expect, it } from "vitest";
import { toDecimal } from "./to-decimal.ts";

describe("toDecimal", () => {
  it.each([
    ["5.125", "5.125"],
    ["1e3", "1000"],
    ["1.25E+1", "12.5"],
    ["125e-5", "0.00125"],
    ["-0.5e1", "-5"],
    ["12345678901234567890.123", "12345678901234567890.123"],
  ])("reads %s as %s", (text, decimal) => {
    expect(toDecimal(text)?.toString()).toBe(decimal);
  });

  it.each(["1e400", "1e99999999999", "x", "", "1,5"])("refuses %j", (text) => {
    expect(toDecimal(text)).toBeUndefined();
  });
});
