import { describe, expect, it } from "vitest";
import { formatTable } from "./table.ts";

describe("formatTable", () => {
  it("lines columns up, numbers on the right, also under wide letters", () => {
    const table = formatTable(
      [{ title: "meter" }, { title: "quantity", align: "right" }],
      [
        ["seats", "12"],
        ["東京", "1.5"],
        ["Zürich", ""],
      ],
    );
    expect(table.split("\n")).toEqual([
      "meter   quantity",
      "seats         12",
      "東京         1.5",
      "Zürich",
    ]);
  });
});
