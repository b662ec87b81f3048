import { DuckDBInstance } from "@duckdb/node-api";
import { formatInstant, Quantity } from "@usage-billing/core";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createWorkbench, OCTOBER, period, type Workbench } from "../__fixtures__/workbench.ts";
import type { RollUpConfiguration } from "../source-configuration.ts";
import { calendarPieces } from "../time/zones.ts";

let bench: Workbench;
beforeEach(() => {
  bench = createWorkbench();
});
afterEach(() => bench.close());

const DAYS = period("2026-10-01T00:00:00Z", "2026-10-03T00:00:00Z");
const EVENTS = [
  "subscription,meter,user,quantity,at",
  "a,CALLS,u1,0.1,2026-10-01T00:00:00Z",
  "a,CALLS,u2,0.2,2026-10-01T23:59:59.999Z",
  "a,CALLS,u1,5,2026-10-02T01:00:00+01:00",
  "a,GB,u1,0.000000001,2026-10-01T12:00:00Z",
  "b,CALLS,u1,7,2026-10-01T10:00:00Z",
  "b,CALLS,u1,3,2026-10-01T11:00:00Z",
];
const write = (lines: readonly string[] = EVENTS) => bench.write("e.csv", `${lines.join("\n")}\n`);

function rollUp(more: Partial<RollUpConfiguration> = {}) {
  return {
    files: "e.csv",
    rollUp: { function: "sum", time: "at", window: "day", ...more },
  } as const;
}

async function sums(configuration: Parameters<Workbench["read"]>[0], window = DAYS) {
  const { rows } = await bench.read(configuration, window);
  return rows.map(({ values }) =>
    [
      values["start"]?.slice(0, 13),
      values["subscription"],
      values["meter"],
      values["quantity"],
    ].join(" "),
  );
}

describe("a roll-up of CSV", () => {
  it("sums exactly, by group and day", async () => {
    write();
    expect(await sums(rollUp())).toEqual([
      "2026-10-01T00 a CALLS 0.3",
      "2026-10-01T00 a GB 0.000000001",
      "2026-10-01T00 b CALLS 10",
      "2026-10-02T00 a CALLS 5",
    ]);
    const { summary, rows } = await bench.read(rollUp(), DAYS);
    expect(summary).toMatchObject({ files: 1, rows: 4, events: 6, columns: EVENTS[0]?.split(",") });
    expect(rows[3]?.values["end"]).toBe("2026-10-03T00:00:00Z");
  });

  it.each([
    ["max", {}, ["0.2", "0.000000001", "7", "5"]],
    ["last", {}, ["0.2", "0.000000001", "3", "5"]],
    ["count", {}, ["2", "1", "2", "1"]],
    ["unique-count", { unique: "user" }, ["2", "1", "1", "1"]],
  ] as const)("gives the %s", async (name, more, quantities) => {
    write();
    const lines = await sums(rollUp({ function: name, ...more }));
    expect(lines.map((one) => one.split(" ").at(-1))).toEqual(quantities);
  });

  it("parts days and hours by a zone whose clocks change", async () => {
    const header = "subscription,quantity,at";
    // The day of 25 hours: the local hour 02 comes twice.
    write([
      header,
      "a,1,2026-10-25T00:30:00Z",
      "a,2,2026-10-25T01:30:00Z",
      "a,4,2026-10-25T22:59:59Z",
    ]);
    const day = period("2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z");
    const zone = { ...rollUp(), zone: "Europe/Madrid" };
    expect(await sums(zone, day)).toEqual(["2026-10-24T22 a  7"]);
    expect(await sums({ ...rollUp({ window: "hour" }), zone: "Europe/Madrid" }, day)).toEqual([
      "2026-10-25T00 a  1",
      "2026-10-25T01 a  2",
      "2026-10-25T22 a  4",
    ]);
    write([header, "a,1,2026-10-25 01:30:00", "a,2,2026-10-25 03:30:00"]);
    expect(await sums({ ...rollUp({ window: "hour" }), zone: "Europe/Madrid" }, day)).toEqual([
      "2026-10-24T23 a  1",
      "2026-10-25T02 a  2",
    ]);
    write([header, "a,1,2026-10-25 02:30:00"]);
    await expect(sums(zone, day)).rejects.toThrow(
      /e\.csv:2: column "at": .*comes twice or never in Europe\/Madrid/,
    );
  });

  it("groups by the columns that it is told", async () => {
    write();
    expect(await sums(rollUp({ groupBy: ["subscription"], window: "month" }), OCTOBER)).toEqual([
      "2026-10-01T00 a  5.300000001",
      "2026-10-01T00 b  10",
    ]);
  });
});

describe("a roll-up refuses", () => {
  const HEADER = "subscription,meter,user,quantity,at";
  it.each([
    [
      "a time without an offset",
      "a,CALLS,u1,1,2026-10-01T00:00:00",
      /e\.csv:3: column "at": "2026-10-01T00:00:00" has no zone/,
    ],
    [
      "a quantity that is none",
      "a,CALLS,u1,1e3,2026-10-01T00:00:00Z",
      /e\.csv:3: column "quantity": "1e3" is in scientific notation/,
    ],
    [
      "a quantity with a separator",
      "a,CALLS,u1,1_000,2026-10-01T00:00:00Z",
      /"1_000" is not a plain decimal/,
    ],
    [
      "too many decimals",
      "a,CALLS,u1,0.0000000001,2026-10-01T00:00:00Z",
      /e\.csv:3: .*has more than 9 decimals.*"rollUp\.decimals"/,
    ],
    [
      "an empty quantity",
      "a,CALLS,u1,,2026-10-01T00:00:00Z",
      /e\.csv:3: column "quantity": is empty/,
    ],
    [
      "an empty subscription",
      ",CALLS,u1,1,2026-10-01T00:00:00Z",
      /e\.csv:3: one of subscription is empty/,
    ],
    [
      "an event outside the window",
      "a,CALLS,u1,1,2026-10-03T00:00:00Z",
      /e\.csv:3: the event of 2026-10-03T00:00:00Z is not within the window/,
    ],
    [
      "a row of another width",
      "a,CALLS,u1,1",
      /e\.csv:3: the row has 4 cells where the header has 5 columns/,
    ],
  ])("%s", async (_, line, message) => {
    write([HEADER, "a,CALLS,u1,1,2026-10-01T00:00:00Z", line]);
    await expect(bench.read(rollUp(), DAYS)).rejects.toThrow(message);
  });

  it("a sum of more than 38 digits", async () => {
    const big = "9".repeat(29);
    const events = Array.from({ length: 20 }, () => `a,CALLS,u1,${big},2026-10-01T00:00:00Z`);
    write([HEADER, ...events]);
    await expect(bench.read(rollUp(), DAYS)).rejects.toThrow(
      /a sum needs more than 38 digits.*overflow/,
    );
  });

  it("a window that begins within a day, and a file that is cut off", async () => {
    write();
    const noon = period("2026-10-01T12:00:00Z", "2026-10-03T00:00:00Z");
    await expect(bench.read(rollUp(), noon)).rejects.toThrow(
      /does not begin and end with a whole day of UTC.*window-not-whole/,
    );
    bench.write("e.csv", EVENTS.join("\n"));
    await expect(bench.read(rollUp(), DAYS)).rejects.toThrow(
      /e\.csv: the last line has no line end/,
    );
  });

  it("a column that is not there, and events of other windows unless they may be left out", async () => {
    write();
    await expect(bench.read(rollUp({ time: "when" }), DAYS)).rejects.toThrow(
      /column "when": there is no such column, which "rollUp\.time" names; there are subscription/,
    );
    const day = period("2026-10-02T00:00:00Z", "2026-10-03T00:00:00Z");
    const { summary } = await bench.read({ ...rollUp(), outsideWindow: "skip" }, day);
    expect([summary.rows, summary.events, summary.skipped]).toEqual([1, 1, 5]);
  });

  it("changed columns", async () => {
    write();
    const reading = bench.read(rollUp(), DAYS, { lastColumns: ["subscription", "quantity", "at"] });
    await expect(reading).rejects.toThrow(/has the new columns meter, user/);
  });
});

describe("a roll-up of other sources", () => {
  it("takes JSON Lines with digits that a float has not", async () => {
    const event = (quantity: string) =>
      `{"subscription":"a","quantity":${quantity},"at":"2026-10-01T00:00:00Z"}`;
    bench.write("e.jsonl", [event("0.10000000000000000001"), event("0.2"), ""].join("\n"));
    const configuration = { ...rollUp({ decimals: 20 }), files: "e.jsonl" };
    expect(await sums(configuration)).toEqual(["2026-10-01T00 a  0.30000000000000000001"]);
    bench.write("e.jsonl", [event("0.2"), event('"x"'), ""].join("\n"));
    await expect(sums(configuration)).rejects.toThrow(
      /e\.jsonl:2: column "quantity": "x" is not a plain decimal/,
    );
  });

  it("takes Parquet, and refuses DOUBLE in it", async () => {
    const copy = async (type: string) => {
      const instance = await DuckDBInstance.create(":memory:");
      const connection = await instance.connect();
      await connection.run(`COPY (SELECT 'a' AS subscription, 0.1::${type} AS quantity, TIMESTAMPTZ '2026-10-01 10:00:00+00' AS at
        FROM range(10)) TO '${bench.folder}/e.parquet' (FORMAT parquet)`);
      connection.closeSync();
      instance.closeSync();
    };
    const configuration = { ...rollUp(), files: "e.parquet" };
    await copy("DECIMAL(18,6)");
    expect(await sums(configuration)).toEqual(["2026-10-01T00 a  1"]);
    await copy("DOUBLE");
    await expect(sums(configuration)).rejects.toThrow(/column "quantity": is of type DOUBLE/);
  });

  it("takes a query", async () => {
    const query = `SELECT 'a' AS subscription, 0.1::DECIMAL(18,3) AS quantity, {start} + INTERVAL 1 HOUR AS at FROM range(3)`;
    const { files: _, ...rest } = rollUp();
    expect(await sums({ ...rest, sql: { duckdb: ":memory:", query } })).toEqual([
      "2026-10-01T00 a  0.3",
    ]);
  });

  it("gives nothing for silence", async () => {
    expect(await sums({ ...rollUp(), files: "none.csv" })).toEqual([]);
  });
});

describe("any events", () => {
  const event = fc.record({
    subscription: fc.constantFrom("a", "b"),
    cents: fc.integer({ min: -1_000_000, max: 1_000_000 }),
    second: fc.integer({ min: 0, max: 31 * 86_400 }),
  });

  it("sum up as exact decimals do, in every zone", async () => {
    const zone = "America/St_Johns";
    const november = calendarPieces(
      { start: Date.UTC(2026, 9, 25), end: Date.UTC(2026, 10, 20) },
      "day",
      zone,
    );
    const window = { start: november[0]?.start ?? 0, end: november.at(-1)?.end ?? 0 };
    await fc.assert(
      fc.asyncProperty(fc.array(event, { minLength: 1, maxLength: 30 }), async (events) => {
        const inside = events.map((one) => ({
          ...one,
          at: window.start + ((one.second * 1_000) % (window.end - window.start)),
        }));
        write([
          "subscription,quantity,at",
          ...inside.map(
            ({ subscription, cents, at }) =>
              `${subscription},${(cents / 100).toFixed(2)},${formatInstant(at)}`,
          ),
        ]);
        const expected = new Map<string, Quantity>();
        for (const { subscription, cents, at } of inside) {
          const day = november.find(({ end }) => at < end);
          const key = `${formatInstant(day?.start ?? 0)} ${subscription}`;
          const quantity = Quantity.parse((cents / 100).toFixed(2));
          expected.set(key, (expected.get(key) ?? Quantity.zero).plus(quantity));
        }
        const { rows } = await bench.read({ ...rollUp(), zone }, window);
        const found = rows.map(({ values }) => [
          `${values["start"]} ${values["subscription"]}`,
          values["quantity"],
        ]);
        expect(Object.fromEntries(found)).toEqual(
          Object.fromEntries([...expected].map(([key, sum]) => [key, sum.toString()])),
        );
      }),
      { seed: 7, numRuns: 15 },
    );
  });
});
