import { expect, it } from "vitest";
import type { DayFigures } from "../../statement.ts";
import { HEIGHT, toBars } from "./to-bars.ts";
import { toBuckets, toScale } from "./to-buckets.ts";

function day(label: string, change: Partial<DayFigures>): DayFigures {
  return {
    day: label,
    records: 1,
    billed: "0",
    accepted: "0",
    open: "0",
    disputed: "0",
    ...change,
  };
}

function heights(path: string): readonly number[] {
  return [...path.matchAll(/v([\d.]+)/g)].map(([, height]) => Number(height));
}

const labels = ["2026-10-01", "2026-10-02"];

it("stacks the standings to the height of the day", () => {
  const figures = day("2026-10-01", { billed: "6", accepted: "3", disputed: "1" });
  const bars = toBars(new Map([["2026-10-01", figures]]), { labels });
  const drawn = Object.values(bars.paths).flatMap(heights);
  expect(drawn).toEqual([HEIGHT * 0.6, HEIGHT * 0.3, HEIGHT * 0.1]);
  expect(bars.paths.open).toBe("");
  expect(bars.ticks).toEqual(["10", "5", "0"]);
});

it("hangs what is below zero under the axis", () => {
  const figures = day("2026-10-02", { billed: "10", open: "-10" });
  const bars = toBars(new Map([["2026-10-02", figures]]), { labels });
  expect([bars.zero, bars.ticks]).toEqual([HEIGHT / 2, ["10", "0", "-10"]]);
  expect(bars.paths.billed).toContain(" 0h");
  expect(bars.paths.open).toContain(` ${HEIGHT / 2}h`);
});

it("draws a bar that can be seen for the least that there is", () => {
  const figures = [
    day("2026-10-01", { billed: "1000000000" }),
    day("2026-10-02", { open: "0.001" }),
  ];
  const bars = toBars(new Map(figures.map((one) => [one.day, one])), { labels });
  expect(heights(bars.paths.open)).toEqual([1]);
});

it("draws nothing of days without usage, and nothing at all of zeros", () => {
  const bars = toBars(new Map([["2026-10-01", day("2026-10-01", {})]]), { labels });
  expect(Object.values(bars.paths)).toEqual(["", "", "", ""]);
  expect([...bars.places.keys()]).toEqual(["2026-10-01"]);
});

it("lists every day of a month, also in a leap year, and months of a year", () => {
  const february = toScale({
    period: { start: "2028-02-01T00:00:00Z", end: "2028-03-01T00:00:00Z" },
  });
  expect([february.unit, february.labels.length, february.labels.at(-1)]).toEqual([
    ...["day", 29, "2028-02-29"],
  ]);
  const year = toScale({ period: { start: "2026-01-01T00:00:00Z", end: "2027-01-01T00:00:00Z" } });
  expect([year.unit, year.labels.length, year.labels.at(-1)]).toEqual(["month", 12, "2026-12"]);
});

it("adds days up to months exactly", () => {
  const days = [
    day("2026-01-01", { billed: "0.1" }),
    day("2026-01-31", { billed: "0.2", open: "9007199254740993" }),
    day("2026-02-01", { billed: "1" }),
  ];
  const scale = toScale({ period: { start: "2026-01-01T00:00:00Z", end: "2027-01-01T00:00:00Z" } });
  expect([...toBuckets({ channel: "c", days }, scale).values()]).toEqual([
    day("2026-01", { records: 2, billed: "0.3", open: "9007199254740993" }),
    day("2026-02", { billed: "1" }),
  ]);
});
