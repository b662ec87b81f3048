import { describe, expect, it } from "vitest";
import { countCorrections, toCorrectionsTable } from "./corrections-table.ts";

describe("toCorrectionsTable", () => {
  it.each(["connect", "rebilly", "twocheckout"])("has every change and moment of %s", (api) => {
    const [head = "", , ...rows] = toCorrectionsTable(api).split("\n");
    expect(head.split("|").map((cell) => cell.trim())).toEqual([
      ...["", "", "planned", "sent", "accepted", "billed", ""],
    ]);
    const names = rows.slice(0, 5).map((row) => row.split("|")[1]?.trim());
    expect(names).toEqual(["raise", "lower", "delete", "move", "change-meter"]);
  });

  it("explains every word of the table", () => {
    const text = toCorrectionsTable("rebilly");
    for (const word of ["revise", "replace", "refused: channel-without-meters"]) {
      expect(text).toContain(`- **${word}**: `);
    }
  });

  it("says of an unknown channel that there is none", () => {
    expect(() => toCorrectionsTable("stripe")).toThrow("no channel");
  });
});

describe("countCorrections", () => {
  it("counts the cells of all channels", () => {
    expect(countCorrections()).toMatch(/^Of 60 combinations, \d+ are planned and \d+ refused/);
  });
});
