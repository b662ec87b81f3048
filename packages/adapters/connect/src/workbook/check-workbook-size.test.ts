import { describe, expect, it } from "vitest";
import { checkWorkbookSize } from "./check-workbook-size.ts";
import { InvalidWorkbookError } from "./invalid-workbook-error.ts";

describe("checkWorkbookSize", () => {
  it("refuses a workbook of 60 MB and says how much is taken", () => {
    const check = (): void => checkWorkbookSize(60_000_000);
    expect(check).toThrow(InvalidWorkbookError);
    expect(check).toThrow("60000000 bytes, but only 50000000 are taken");
  });

  it("takes a workbook of just the limit, and another limit", () => {
    expect(() => checkWorkbookSize(50_000_000)).not.toThrow();
    expect(() => checkWorkbookSize(11, 10)).toThrow(InvalidWorkbookError);
  });
});
