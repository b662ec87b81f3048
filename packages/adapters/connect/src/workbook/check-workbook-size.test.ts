import { describe, expect, it } from "vitest";
import { checkWorkbookSize, limitBytes } from "./check-workbook-size.ts";
import { InvalidWorkbookError } from "./invalid-workbook-error.ts";

describe("checkWorkbookSize", () => {
  it("refuses a workbook of 60 MB and says how much is taken", () => {
    const check = (): void => checkWorkbookSize({ bytes: 60_000_000 });
    expect(check).toThrow(InvalidWorkbookError);
    expect(check).toThrow("the workbook has 60,000,000 bytes, and only 50,000,000 are taken");
  });

  it("takes a workbook of just the limit, and another limit", () => {
    expect(() => checkWorkbookSize({ bytes: 50_000_000 })).not.toThrow();
    const check = (): void => checkWorkbookSize({ bytes: 11, maximumBytes: 10, name: "a.xlsx" });
    expect(check).toThrow("a.xlsx has 11 bytes, and only 10 are taken");
  });
});

describe("limitBytes", () => {
  it("ends with an error at the first piece that is too much, and closes its source", async () => {
    let pieces = 0;
    async function* endless() {
      try {
        while (true) yield new Uint8Array(4);
      } finally {
        pieces = -1;
      }
    }
    const passed: number[] = [];
    const pass = async (): Promise<void> => {
      for await (const { length } of limitBytes(endless(), { maximumBytes: 10 }))
        passed.push(length);
    };
    await expect(pass()).rejects.toThrow("the workbook has more than 10 bytes, and only 10");
    expect([passed, pieces]).toEqual([[4, 4], -1]);
  });
});
