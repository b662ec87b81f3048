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
        message:
          "the channel refuses this row: item_search_value: USG_011: Unknown MPN; quantity: Not a number",
        fix: "Mend the record and report again.",
        channelWords: "USG_011: Unknown MPN; Not a number",
      },
    });
    expect(first?.problem).toEqual({
      rule: "file-refused",
      field: "file",
      message: "the channel refuses the whole usage file because of other rows of it: r-2",
      fix: "Mend or leave out those records; this one can be reported again as it is.",
    });
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
    expect(toRefusals(records, {})[0]?.problem).toEqual({
      rule: "file-refused",
      field: "file",
      message: "the channel refuses the whole usage file and says: nothing about why",
      fix: "Mend what the channel names, and report again.",
    });
  });

  it("takes rows of records that are not ours as words about the file", () => {
    const rows = [{ recordId: "other", column: "tier", words: "Not allowed" }];
    expect(toRefusals(records, { rows })[0]?.problem.channelWords).toBe("tier: Not allowed");
  });

  it.each([
    [10, "b-0, b-1, b-2, b-3, b-4, b-5, b-6, b-7, b-8, b-9"],
    [11, "b-0, b-1, b-2, b-3, b-4, b-5, b-6, b-7, b-8, b-9 and 1 more"],
    [12, "b-0, b-1, b-2, b-3, b-4, b-5, b-6, b-7, b-8, b-9 and 2 more"],
  ])("names ten of %i rows at fault", (count, named) => {
    const many = Array.from({ length: 13 }, (_, index) => usageRecord({ recordId: `b-${index}` }));
    const rows = many
      .slice(0, count)
      .map(({ recordId }) => ({ recordId, column: "quantity", words: "Not a number" }));
    const message = toRefusals(many, { rows })[12]?.problem.message ?? "";
    expect(message.split("other rows of it: ")[1]).toBe(named);
  });

  it.each([
    ["record_id", "recordId"],
    ["usage_record_id", "recordId"],
    ["record_note", "description"],
    ["item_search_criteria", "meter"],
    ["quantity", "quantity"],
    ["start_time_utc", "period"],
    ["end_time_utc", "period"],
    ["asset_search_criteria", "subscription"],
    ["asset_search_value", "subscription"],
    ["category_id", "category"],
    ["amount", "amount"],
    ["tier", "tier"],
    ["v.region", "v.region"],
  ])("says of a refused cell in %s that it is about %s", (column, field) => {
    const rows = [{ recordId: "r-1", column, words: "Not allowed" }];
    expect(toRefusals(records, { rows })[0]?.problem.field).toBe(field);
  });
});
