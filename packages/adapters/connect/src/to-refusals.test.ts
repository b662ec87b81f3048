import { describe, expect, it } from "vitest";
import { usageRecord } from "./__fixtures__/usage-record.ts";
import { toRefusals } from "./to-refusals.ts";

const records = ["r-1", "r-2", "r-3"].map((recordId) => usageRecord({ recordId }));

describe("toRefusals", () => {
  it("gives a row its own reason and the others the rows at fault", () => {
    const rows = [
      { recordId: "r-2", column: "item_search_value", words: "USG_011: Unknown MPN" },
      { recordId: "r-2", column: "quantity", words: "Not a number" },
    ];
    const [first, second, third] = toRefusals(records, { file: "UF-1", rows });
    expect(second).toMatchObject({
      status: "refused",
      recordId: "r-2",
      reference: "UF-1",
      problem: {
        rule: "row-refused",
        field: "meter",
        channelWords: "USG_011: Unknown MPN; Not a number",
      },
    });
    expect(first?.problem).toMatchObject({ rule: "file-refused", field: "file" });
    expect(first?.problem.message).toContain("because of other rows of it: r-2");
    expect(third?.problem).toEqual(first?.problem);
    expect([first, second, third].map((outcome) => outcome?.becauseOf)).toEqual([
      ["r-2"],
      undefined,
      ["r-2"],
    ]);
  });

  it("repeats the words about the file when no row is named", () => {
    const [first] = toRefusals(records, {
      words: "currency: not allowed",
      rows: [{ column: "amount", words: "Unexpected column" }],
    });
    expect(first).not.toHaveProperty("reference");
    expect(first).not.toHaveProperty("becauseOf");
    expect(first?.problem.channelWords).toBe("currency: not allowed; amount: Unexpected column");
  });

  it("says so when the channel says nothing", () => {
    expect(toRefusals(records, {})[0]?.problem.message).toContain("says: nothing about why");
  });

  it("takes rows of records that are not ours as words about the file", () => {
    const rows = [{ recordId: "other", column: "tier", words: "Not allowed" }];
    expect(toRefusals(records, { rows })[0]?.problem.channelWords).toBe("tier: Not allowed");
  });

  it("names no more than ten rows", () => {
    const many = Array.from({ length: 13 }, (_, index) => usageRecord({ recordId: `b-${index}` }));
    const rows = many
      .slice(0, 12)
      .map(({ recordId }) => ({ recordId, column: "quantity", words: "Not a number" }));
    expect(toRefusals(many, { rows })[12]?.problem.message).toContain("b-9 and 2 more");
  });
});
