import { writeFileSync } from "node:fs";
import { toCsv } from "./meters.ts";
import type { Month } from "./month.ts";
import { MonthFailure } from "./month-failure.ts";

/** The members of what `connect … list --json` prints that are needed here. */
interface Listed {
  readonly id: string;
  readonly asset?: { readonly id: string };
}

const DISTRIBUTOR = "distributor";
const BILLED_COLUMNS = ["record_id", "billing_id", "note"];

async function list(month: Month, args: readonly string[]): Promise<readonly Listed[]> {
  const typed = ["connect", ...args, "--json"];
  const lines = await month.stage.type(typed, { role: DISTRIBUTOR, show: "nothing" });
  return lines.filter((line) => line !== "").map((line) => JSON.parse(line) as Listed);
}

/** The files that the vendor has submitted, the oldest first. */
async function pendingFiles(month: Month): Promise<readonly string[]> {
  const files = await list(month, ["files", "list", "--status", "pending"]);
  return files.map(({ id }) => id).sort();
}

/**
 * Accepts every usage file that waits.
 *
 * @param month - The month.
 */
export async function acceptFiles(month: Month): Promise<void> {
  const { stage } = month;
  const files = await pendingFiles(month);
  for (const id of files) {
    await stage.type(["connect", "files", "accept", id, "--note", "Checked", "--yes"], {
      ...{ role: DISTRIBUTOR, show: "nothing" },
    });
  }
  stage.say(`  ${files.length} files are accepted.`);
}

/**
 * Rejects the usage file that was submitted last.
 *
 * @param month - The month.
 * @param note - Why.
 */
export async function rejectNewestFile(month: Month, note: string): Promise<void> {
  const newest = (await pendingFiles(month)).at(-1);
  if (newest === undefined) throw new MonthFailure("There is no pending usage file to reject.");
  await month.stage.type(["connect", "files", "reject", newest, "--note", note, "--yes"], {
    role: DISTRIBUTOR,
  });
}

/**
 * Closes every accepted record with the id of the bill that its customer gets. A file closes with the
 * last of its records.
 *
 * @param month - The month.
 */
export async function closeWithBillingIds(month: Month): Promise<void> {
  const { stage } = month;
  const records = await list(month, ["records", "list", "--status", "approved"]);
  const rows = records.map(({ id, asset }) => ({
    ...{ record_id: id, note: "October 2026" },
    billing_id: `INV-2026-10-${asset?.id.slice(-4) ?? ""}`,
  }));
  writeFileSync("billed.csv", toCsv(rows, BILLED_COLUMNS));
  stage.say(`billed.csv: ${rows.length} records, each with the invoice of its customer`);
  const close = ["connect", "records", "close", "--from", "billed.csv", "--out", "results.csv"];
  await stage.type([...close, "--yes"], { role: DISTRIBUTOR });
}
