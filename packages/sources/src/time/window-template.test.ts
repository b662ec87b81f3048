import { describe, expect, it } from "vitest";
import { period } from "../__fixtures__/workbench.ts";
import {
  bindTemplate,
  fillTemplate,
  findTemplateProblem,
  spreadTemplate,
} from "./window-template.ts";

const WEEKEND = period("2026-10-24T00:00:00Z", "2026-10-26T00:00:00Z");

describe("placeholders of a window", () => {
  it("are its ends in UTC, in a format, or as numbers", () => {
    expect(fillTemplate("{start}..{end}", WEEKEND, "UTC")).toBe(
      "2026-10-24T00:00:00Z..2026-10-26T00:00:00Z",
    );
    expect(fillTemplate("{start:yyyy/MM/dd HH-mm}", WEEKEND, "Europe/Madrid")).toBe(
      "2026/10/24 02-00",
    );
    expect(fillTemplate("{start:seconds} {end:milliseconds}", WEEKEND, "UTC")).toBe(
      "1792800000 1792972800000",
    );
  });

  it("spread over the days and months that the window touches", () => {
    expect(spreadTemplate("{day:yyyy-MM-dd}.csv", WEEKEND, "UTC")).toEqual([
      "2026-10-24.csv",
      "2026-10-25.csv",
    ]);
    expect(spreadTemplate("{month:yyyyMM}/{day:dd}.csv", WEEKEND, "UTC")).toEqual([
      "202610/24.csv",
      "202610/25.csv",
    ]);
    expect(spreadTemplate("*.csv", WEEKEND, "UTC")).toEqual(["*.csv"]);
  });

  it("know a day of 25 hours", () => {
    const day = period("2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z");
    expect(spreadTemplate("{day:dd}", day, "Europe/Madrid")).toEqual(["25"]);
    const hours = period("2026-10-24T23:00:00Z", "2026-10-25T02:00:00Z");
    expect(spreadTemplate("{hour:dd-HH}", hours, "Europe/Madrid")).toEqual(["25-01", "25-02"]);
  });

  it("become values that are bound, one for each place", () => {
    const bound = bindTemplate("a >= {start} AND b < {end:yyyy}", WEEKEND, {
      zone: "UTC",
      placeholder: (number, isTime) => `$${number}${isTime ? "::timestamptz" : ""}`,
    });
    expect(bound).toEqual({
      text: "a >= $1::timestamptz AND b < $2",
      values: ["2026-10-24T00:00:00Z", "2026"],
    });
  });

  it.each([
    ["{day:dd}", /only \{start\}, \{end\} can stand/],
    ["{start:YYYY}", /"YYYY" is unknown/],
  ])("refuse %s", (text, problem) => {
    expect(findTemplateProblem(text, ["start", "end"])).toMatch(problem);
  });
});
