import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { formatPeriod, type UsageRecord } from "@usage-billing/core";
import { formatInputProblem } from "@usage-billing/sources";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { defaultColumns } from "./columns.ts";
import { InputProblems } from "./input-problem.ts";
import { UsageReader } from "./read-usage-records.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "usage-records-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const HEADER = "channel,subscription,meter,quantity,start,end";
const GOOD = "rebilly,sub_1,calls,1.5,2026-10-01T00:00:00Z,2026-10-02T00:00:00Z";

async function readFiles(...contents: readonly string[]) {
  const problems = new InputProblems();
  const reader = new UsageReader({
    mapping: {
      columns: {
        ...defaultColumns,
        attributes: contents[0]?.includes("region") ? { region: "region" } : {},
      },
      source: "meters",
      channels: new Set(["rebilly", "connect"]),
    },
    needs: { columns: defaultColumns, named: [], channel: true },
    problems,
  });
  const records: UsageRecord[] = [];
  for (const [index, content] of contents.entries()) {
    const file = join(folder, `file-${index}.csv`);
    writeFileSync(file, content);
    for await (const piece of reader.read(file)) records.push(...piece);
  }
  const texts = problems.listed.map((problem) =>
    formatInputProblem(problem).replaceAll(`${folder}/`, ""),
  );
  return { records, texts };
}

describe("UsageReader", () => {
  it("shows only the ends of a long value, and no control character", async () => {
    const long = GOOD.replace("1.5", "9".repeat(100_000));
    const { texts } = await readFiles(
      `${HEADER}\n${long}\n${GOOD.replace("rebilly", "\u001b[31m")}\n`,
    );
    expect(texts).toHaveLength(2);
    expect(texts[0]).toMatch(/^file-0\.csv:2: column "quantity": "9+…\(\d+ more characters\)…/);
    expect(texts[0]?.length).toBeLessThan(600);
    expect(texts[1]).toContain('"\\u{1b}[31m" is no channel');
  });

  it("turns rows into records with derived ids, and the same rows into the same ids", async () => {
    const content = `${HEADER},region,description,accept_partial\n${GOOD},eu,Größe,TRUE\n`;
    const [first, second] = [await readFiles(content), await readFiles(content)];
    expect(first.texts).toEqual([]);
    expect(first.records).toHaveLength(1);
    const [record] = first.records;
    expect(record).toMatchObject({
      channel: "rebilly",
      subscription: "sub_1",
      meter: "calls",
      description: "Größe",
      acceptPartial: true,
      attributes: { region: "eu" },
    });
    expect(record?.quantity.toString()).toBe("1.5");
    expect(record && formatPeriod(record.period)).toBe("2026-10-01T00:00:00Z/2026-10-02T00:00:00Z");
    expect(record?.recordId).toMatch(/^[0-9a-f]{32}$/);
    expect(second.records[0]?.recordId).toBe(record?.recordId);
    expect(record?.source?.line).toBe(2);
  });

  it.each([
    ["1,5", '"1,5"', 'column "quantity": "1,5" has a comma', "invalid-quantity"],
    ["1e400", "1e400", "scientific notation", "invalid-quantity"],
    ["nothing", "", 'column "quantity": is empty', "missing-value"],
  ])("refuses the quantity %s by file, line, column and rule", async (_, cell, words, rule) => {
    const { texts } = await readFiles(
      `${HEADER}\n${GOOD}\n${GOOD.replace("sub_1", "s").replace("1.5", cell)}\n`,
    );
    expect(texts).toHaveLength(1);
    expect(texts[0]).toContain("file-0.csv:3: ");
    expect(texts[0]).toContain(words);
    expect(texts[0]).toContain(`(${rule})`);
  });

  it.each([
    ["2026-10-01T00:00:00Z,2026-09-30T00:00:00Z", 'column "end"', "end-before-start"],
    ["2026-10-01T00:00:00,2026-10-02T00:00:00Z", 'column "start"', "invalid-time"],
    ["2026-10-01T00:00:00Z,tomorrow", 'column "end"', "invalid-time"],
  ])("refuses the times %s", async (times, column, rule) => {
    const { texts } = await readFiles(`${HEADER}\nrebilly,sub_1,calls,1,${times}\n`);
    expect(texts).toHaveLength(1);
    expect(texts[0]).toContain(column);
    expect(texts[0]).toContain(`(${rule})`);
  });

  it("names the channels there are when a row names another", async () => {
    const { texts } = await readFiles(`${HEADER}\n${GOOD.replace("rebilly", "stripe")}\n`);
    expect(texts[0]).toContain(
      '"stripe" is no channel of the configuration, which has rebilly, connect',
    );
  });

  it("finds every problem of a file in one run", async () => {
    const bad = GOOD.replace("1.5", "x");
    const rows = Array.from({ length: 1_500 }, (_, index) => bad.replace("sub_1", `sub_${index}`));
    const { texts, records } = await readFiles(`${HEADER}\n${rows.join("\n")}\n`);
    expect([texts.length, records.length]).toEqual([1_000, 0]);
  });

  it("says which columns a file has when one is missing", async () => {
    const { texts } = await readFiles(
      "channel,subscription,quantity,start\nrebilly,s,1,2026-10-01T00:00Z\n",
    );
    expect(texts[0]).toContain('column "end": the file has no such column');
    expect(texts[0]).toContain("channel, subscription, quantity, start");
  });

  it("takes a header alone for an empty file", async () => {
    expect((await readFiles(`${HEADER}\n`)).texts[0]).toContain(
      "holds no usage record (empty-file)",
    );
  });

  it("finds the same fact twice, within a file and across files, and names the first place", async () => {
    const { texts, records } = await readFiles(
      `${HEADER}\n${GOOD}\n${GOOD}\n`,
      `${HEADER}\n${GOOD}\n`,
    );
    expect(records).toHaveLength(1);
    expect(texts).toHaveLength(2);
    for (const text of texts) expect(text).toContain("file-0.csv:2 already (duplicate-record)");
  });

  it("finds a given record id twice", async () => {
    const other = GOOD.replace("sub_1", "sub_2");
    const { texts } = await readFiles(`${HEADER},record_id\n${GOOD},a\n${other},b\n${other},a\n`);
    expect(texts).toHaveLength(1);
    expect(texts[0]).toContain('file-0.csv:4: column "record_id": the record id "a" stands on');
  });
});
