import { appendFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createWorkbench, OCTOBER, period, type Workbench } from "../__fixtures__/workbench.ts";
import { createSource } from "../create-source.ts";
import { CutOffSourceError } from "../errors/cut-off-source-error.ts";
import { RowOutsideWindowError } from "../errors/row-outside-window-error.ts";

let bench: Workbench;
beforeEach(() => {
  bench = createWorkbench();
});
afterEach(() => bench.close());

const HEADER = "subscription,meter,quantity,start,end";
const line = (day: number, quantity = "0.1") => {
  const at = (one: number) => `2026-10-${String(one).padStart(2, "0")}T00:00:00Z`;
  return `sub_1,STORAGE,${quantity},${at(day)},${at(day + 1)}`;
};
const csv = (...lines: readonly string[]) => `${[HEADER, ...lines].join("\n")}\n`;
const DAYS = period("2026-10-01T00:00:00Z", "2026-10-03T00:00:00Z");
const DAILY = { files: "{day:yyyy-MM-dd}*.csv" };

describe("files", () => {
  it("give their rows in order, with place and exact digits", async () => {
    bench.write("2026-10-02-b.csv", csv(line(2, "12345678901234567890.123456789012345678")));
    bench.write("2026-10-01-a.csv", csv(line(1)));
    const { rows, summary } = await bench.read(DAILY, DAYS);
    expect(rows.map(({ values }) => values["quantity"])).toEqual([
      "0.1",
      "12345678901234567890.123456789012345678",
    ]);
    expect(rows[0]?.place).toMatch(/2026-10-01-a\.csv:2$/);
    expect(summary).toMatchObject({ files: 2, rows: 2, columns: HEADER.split(",") });
    expect(summary.bytes).toBe(summary.totalBytes);
  });

  it("give CSV, JSON Lines and local times alike", async () => {
    const local = { subscription: "sub_1", meter: "STORAGE", quantity: 1.1 };
    const times = { start: "2026-10-01 02:00:00", end: "2026-10-02 02:00:00" };
    bench.write("a.jsonl", JSON.stringify({ ...local, ...times }));
    bench.write("b.csv", csv(line(2)));
    const zone = "Europe/Madrid";
    const { rows } = await bench.read({ files: ["a.jsonl", "b.csv"], zone });
    expect(rows.map(({ values }) => [values["start"], values["quantity"]])).toEqual([
      ["2026-10-01T00:00:00Z", "1.1"],
      ["2026-10-02T00:00:00Z", "0.1"],
    ]);
  });

  it("that are not there are silence, not zero", async () => {
    const { rows, summary } = await bench.read(DAILY, DAYS);
    expect([rows, summary.files, summary.rows]).toEqual([[], 0, 0]);
  });

  it("that are there for a part of the window are refused", async () => {
    bench.write("2026-10-01.csv", csv(line(1)));
    await expect(bench.read(DAILY, DAYS)).rejects.toThrow(
      /2026-10-02\*\.csv: no file is called so.*missing-file/,
    );
  });

  it("cover the whole window where they keep no time", async () => {
    bench.write("x.csv", "subscription,quantity\nsub_1,3\n");
    const { rows } = await bench.read({ files: "x.csv", period: "window" });
    expect(rows[0]?.values).toEqual({
      subscription: "sub_1",
      quantity: "3",
      start: "2026-10-01T00:00:00Z",
      end: "2026-11-01T00:00:00Z",
    });
  });

  it.each([
    ["of another window", line(3)],
    ["of two windows", "sub_1,STORAGE,1,2026-10-02T12:00:00Z,2026-10-03T12:00:00Z"],
  ])("with a row %s are refused", async (_, row) => {
    bench.write("x.csv", csv(line(1), row));
    const error = await bench.read({ files: "x.csv" }, DAYS).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(RowOutsideWindowError);
    expect((error as Error).message).toMatch(
      /x\.csv:3: the row covers .*"sources\.metering\.outsideWindow"/,
    );
  });

  it("may leave rows of other windows out, but none of two windows", async () => {
    bench.write("x.csv", csv(line(1), line(3)));
    const skip = { files: "x.csv", outsideWindow: "skip" } as const;
    const { summary } = await bench.read(skip, DAYS);
    expect([summary.rows, summary.skipped]).toEqual([1, 1]);
    bench.write("x.csv", csv("sub_1,STORAGE,1,2026-10-02T12:00:00Z,2026-10-03T12:00:00Z"));
    await expect(bench.read(skip, DAYS)).rejects.toBeInstanceOf(RowOutsideWindowError);
  });

  it("that are cut off are refused", async () => {
    bench.write("x.csv", csv(line(1), line(2)).slice(0, -3));
    const error = await bench.read({ files: "x.csv" }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(CutOffSourceError);
    expect((error as Error).message).toMatch(/x\.csv:3: the last line has no line end/);
    bench.write("x.jsonl", '{"subscription":"a"}\n{"subscr');
    await expect(bench.read({ files: "x.jsonl", period: "window" })).rejects.toThrow(
      /x\.jsonl:2: ends in the middle of a record \(cut-off\)/,
    );
  });

  it("that grow while they are read are refused", async () => {
    const file = bench.write("x.csv", csv(line(1)));
    const source = createSource(
      "metering",
      { channels: ["rebilly"], files: "x.csv" },
      { folder: bench.folder, variables: {} },
    );
    const read = async () => {
      for await (const { line: at } of source.read(OCTOBER))
        if (at === 2) appendFileSync(file, `${line(2)}\n`);
    };
    await expect(read()).rejects.toThrow(/was written to while it was read \(changed-while-read\)/);
  });

  it("stop when the signal says so", async () => {
    bench.write("x.csv", csv(line(1)));
    const reading = bench.read({ files: "x.csv" }, OCTOBER, { signal: AbortSignal.abort() });
    await expect(reading).rejects.toThrow(expect.objectContaining({ name: "AbortError" }));
  });
});

describe("columns of files", () => {
  it("may not differ from file to file", async () => {
    bench.write("a.csv", csv(line(1)));
    bench.write("b.csv", `${HEADER},tier\n${line(2)},1\n`);
    await expect(bench.read({ files: "*.csv" })).rejects.toThrow(
      /b\.csv: the source has the new columns tier/,
    );
  });

  it("may not differ from the last time, unless the change is meant", async () => {
    bench.write("a.csv", csv(line(1)));
    const lastColumns = [...HEADER.split(","), "tier"];
    await expect(bench.read({ files: "*.csv" }, OCTOBER, { lastColumns })).rejects.toThrow(
      /lacks the columns tier \(changed-columns\)\. Mend the source, or.*"sources\.metering\.expectColumns"/,
    );
    const expectColumns = [...HEADER.split(",")].reverse();
    const { rows } = await bench.read({ files: "*.csv", expectColumns }, OCTOBER, { lastColumns });
    expect(rows).toHaveLength(1);
  });

  it("of JSON Lines are those of all lines", async () => {
    const row = { subscription: "a", quantity: 1 };
    const lines = [row, { ...row, note: "x" }].map((one) => JSON.stringify(one));
    bench.write("x.jsonl", `${lines.join("\n")}\n`);
    const files = { files: "x.jsonl", period: "window" } as const;
    const { summary } = await bench.read(files);
    expect(summary.columns).toEqual(["subscription", "quantity", "note"]);
    await expect(
      bench.read(files, OCTOBER, { lastColumns: ["subscription", "quantity"] }),
    ).rejects.toThrow(/x\.jsonl:2: the source has the new columns note/);
    await expect(
      bench.read(files, OCTOBER, { lastColumns: [...summary.columns, "tier"] }),
    ).rejects.toThrow(/lacks the columns tier/);
  });

  it("must hold the period, under whatever names", async () => {
    bench.write(
      "x.csv",
      "subscription,quantity,since,until\nsub_1,1,2026-10-01T00:00:00Z,2026-10-02T00:00:00Z\n",
    );
    await expect(bench.read({ files: "x.csv" })).rejects.toThrow(
      /x\.csv:2: column "start": there is no such column; there are subscription, quantity, since, until \(missing-column\)/,
    );
    const { rows } = await bench.read({
      files: "x.csv",
      columns: { start: "since", end: "until" },
    });
    expect(rows[0]?.values["since"]).toBe("2026-10-01T00:00:00Z");
  });

  it("are told from the first row", async () => {
    bench.write("a.csv", csv(line(1), "broken"));
    const source = createSource(
      "metering",
      { channels: ["x"], files: "a.csv" },
      { folder: bench.folder, variables: {} },
    );
    const good = bench.write("a.csv", csv(line(1)));
    expect(good).toContain("a.csv");
    expect(await source.describeColumns(OCTOBER)).toEqual(HEADER.split(","));
  });
});
