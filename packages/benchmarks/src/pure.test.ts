import { describe, expect, it } from "vitest";
import { formatTable } from "./format-table.ts";
import { judgeRatio } from "./judge-ratio.ts";
import { median } from "./median.ts";

describe("median", () => {
  it.each([
    [[3], 3],
    [[10, 9, 100], 10],
    [[4, 1, 3, 2], 2.5],
  ])("of %o is %d", (values, middle) => {
    expect(median(values)).toBe(middle);
  });

  it("does not exist without values", () => {
    expect(() => median([])).toThrow("no values");
  });
});

describe("judgeRatio", () => {
  const target = { ours: "ours", peer: "peer", atLeast: 3 };
  const judge = (ours: number[], peer: number[]) =>
    judgeRatio(
      target,
      new Map([
        ["ours", ours],
        ["peer", peer],
      ]),
    );

  it("compares round by round, so that a slow moment of both does not count", () => {
    expect(judge([300, 3, 330], [100, 1, 100])).toMatchObject({ ratio: 3, isMet: true });
  });

  it("is not met by a little less", () => {
    expect(judge([299, 299, 900], [100, 100, 100])).toMatchObject({ ratio: 2.99, isMet: false });
  });

  it("refuses contenders that did not run in the same rounds", () => {
    expect(() => judge([1, 2], [1])).toThrow("peer has other rounds");
    expect(() => judge([], [])).toThrow("no values");
  });
});

describe("formatTable", () => {
  it("lines its columns up", () => {
    expect(
      formatTable(
        ["name", "n"],
        [
          ["a", "1"],
          ["long name", "12.5"],
        ],
      ),
    ).toBe(
      [
        "| name      |    n |",
        "| --------- | ---: |",
        "| a         |    1 |",
        "| long name | 12.5 |",
      ].join("\n"),
    );
  });
});
