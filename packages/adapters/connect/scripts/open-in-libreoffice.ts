// Opens workbooks of ours in LibreOffice, lets it save them, and compares every cell:
// `pnpm --filter @usage-billing/connect test:libreoffice`. It is no part of `npm test`, because the
// program is not on every machine; where it is missing nothing is checked, and the status is 1.
import { Buffer } from "node:buffer";
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isDeepStrictEqual, promisify } from "node:util";
import { createPeriod, Quantity, type UsageRecord } from "@usage-billing/core";
import { fromNumberCell } from "../src/workbook/from-cell.ts";
import { openWorkbook } from "../src/workbook/read-workbook.ts";
import type { Cell } from "../src/workbook/sheet-xml.ts";
import { streamReconciliation } from "../src/workbook/stream-reconciliation.ts";
import { streamUsageWorkbooks } from "../src/workbook/stream-usage-workbooks.ts";
import { streamWorkbook } from "../src/workbook/stream-workbook.ts";

const RECORDS = 20_000;
const HOUR = 3_600_000;
const LONGEST_MILLISECONDS = 120_000;
const run = promisify(execFile);

const TEXTS: readonly Cell[] = [
  "=SUM(A1:A9)",
  '=HYPERLINK("http://example.com")',
  "+1",
  "-1",
  "@SUM(A1)",
  "'quoted",
  " two  spaces ",
  'Größe <b> & "Zeichen" 量 🙂',
  "2026-10-01 00:00:00",
  "007",
  "TRUE",
  "1234567890123456.12345678",
];
const NUMBERS: readonly Cell[] = ["123456789012345", "99999999.999", "0.000001", "0", "-1.5"].map(
  (number) => ({ number }),
);

/** Cells that programs like to change. */
function oddCells(): AsyncIterable<Uint8Array> {
  const cells = [...TEXTS, undefined, ...NUMBERS];
  const header = cells.map((_, index) => `column ${index}`);
  const rows = [cells, cells.map(() => undefined), cells.toReversed()];
  return streamWorkbook([
    { name: "odd & even", header, rows },
    { name: "categories", header: ["category_id"], rows: [] },
  ]);
}

function* tieredRecords(): Generator<UsageRecord> {
  const october = Date.UTC(2026, 9, 1);
  for (let at = 0; at < RECORDS; at += 1) {
    const start = october + (Math.floor(at / 3) % 700) * HOUR;
    yield {
      recordId: `r-${at}`,
      channel: "connect",
      description: `=note ${at}`,
      subscription: `AS-${Math.floor(at / 3)}`,
      meter: `DISK-${at % 7}`,
      category: `category-${at % 5}`,
      quantity: Quantity.parse(`${at}.${(at % 97) + 1}25`),
      amount: Quantity.parse(`${(at * 7919) % 100_000}.0${at % 9}`),
      tier: at % 3,
      period: createPeriod(start, start + HOUR),
    };
  }
}

async function* usage(): AsyncGenerator<Uint8Array> {
  const workbooks = streamUsageWorkbooks(tieredRecords(), {
    schema: "TR",
    assetCriterionOf: () => "asset.id",
    itemCriterion: "item.mpn",
    columns: ["record_note", "category_id"],
  });
  for await (const { bytes } of workbooks) yield* bytes;
}

const reconciliation = (): AsyncIterable<Uint8Array> =>
  streamReconciliation(
    Array.from({ length: 100 }, (_, at) => ({
      recordId: `r-${at}`,
      billingId: `-${at}`,
      billingNote: "paid",
    })),
  );

/** LibreOffice writes small numbers with an exponent. */
const toPlain = (text: string): string =>
  /^-?\d+(?:\.\d+)?E[+-]\d+$/.test(text) ? fromNumberCell(text).toString() : text;

/** All cells of a workbook by sheet and row. */
async function readCells(bytes: Uint8Array): Promise<unknown> {
  const workbook = openWorkbook(bytes);
  const sheets: unknown[] = [];
  for (const name of workbook.sheets) {
    const sheet = await workbook.readSheet(name);
    const rows = await Array.fromAsync(sheet?.rows ?? [], ({ number, values }) => [
      number,
      Object.fromEntries([...values].map(([header, text]) => [header, toPlain(text)])),
    ]);
    sheets.push([name, sheet?.header, rows]);
  }
  return sheets;
}

/** Lets LibreOffice open a workbook and save it anew. */
async function saveAnew(folder: string, bytes: Uint8Array): Promise<Uint8Array> {
  const input = join(folder, "workbook.xlsx");
  const output = join(folder, "saved");
  await writeFile(input, bytes);
  const profile = `-env:UserInstallation=file://${join(folder, "profile")}`;
  const options = [profile, "--headless", "--convert-to", "xlsx", "--outdir", output, input];
  await run("soffice", options, { timeout: LONGEST_MILLISECONDS });
  return readFile(join(output, "workbook.xlsx"));
}

async function isThere(): Promise<boolean> {
  try {
    await run("soffice", ["--version"], { timeout: LONGEST_MILLISECONDS });
    return true;
  } catch {
    return false;
  }
}

async function check(name: string, workbook: AsyncIterable<Uint8Array>): Promise<boolean> {
  const folder = await mkdtemp(join(tmpdir(), "usage-libreoffice-"));
  try {
    const bytes = Buffer.concat(await Array.fromAsync(workbook));
    const saved = await readCells(await saveAnew(folder, bytes));
    const isSame = isDeepStrictEqual(saved, await readCells(bytes));
    console.log(
      `${name}: ${isSame ? "LibreOffice keeps every cell" : "LibreOffice changes cells"}`,
    );
    return isSame;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

if (await isThere()) {
  const results = [
    await check("cells that programs like to change", oddCells()),
    await check(`${RECORDS} usage records of schema TR`, usage()),
    await check("a reconciliation file", reconciliation()),
  ];
  process.exitCode = results.every(Boolean) ? 0 : 1;
} else {
  console.error("Nothing was checked: the program soffice of LibreOffice is not on this machine.");
  process.exitCode = 1;
}
