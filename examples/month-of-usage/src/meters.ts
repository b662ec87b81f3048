import { appendFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import Papa from "papaparse";
import type { SampleRow } from "./sample.ts";

const COLUMNS = ["record_id", "subscription", "meter", "quantity", "start", "end", "note"];

/** A row as the sources of the configuration name its columns. */
function toCells(row: SampleRow): Readonly<Record<string, string>> {
  const { recordId, subscription, meter, quantity, start, end, note } = row;
  return { record_id: recordId, subscription, meter, quantity, start, end, note };
}

/**
 * Writes rows as CSV.
 *
 * @param rows - The rows.
 * @param columns - The columns.
 * @returns The file's text.
 */
export function toCsv(rows: readonly object[], columns: readonly string[] = COLUMNS): string {
  return `${Papa.unparse([...rows], { columns: [...columns], newline: "\n" })}\n`;
}

/** The vendor's own systems, which meter usage: exported files, a database and a log. */
export interface Meters {
  /** Meters usage. */
  meter(rows: readonly SampleRow[]): void;
  close(): void;
}

/**
 * Sets up what the sources of the configuration read.
 *
 * @param folder - Where the configuration is.
 * @returns The systems, without any usage.
 */
export function openMeters(folder: string): Meters {
  mkdirSync(join(folder, "exports"));
  writeFileSync(join(folder, "metered.jsonl"), "");
  const database = new DatabaseSync(join(folder, "meters.db"));
  database.exec(
    'CREATE TABLE usage (record_id TEXT PRIMARY KEY, subscription TEXT, quantity TEXT, "start" TEXT, "end" TEXT, note TEXT)',
  );
  const insert = database.prepare("INSERT INTO usage VALUES (?, ?, ?, ?, ?, ?)");
  const exported = (name: string, rows: readonly SampleRow[]) => {
    if (rows.length === 0) return;
    writeFileSync(join(folder, "exports", name), toCsv(rows.map(toCells)));
  };
  return {
    meter(rows) {
      const of = (source: SampleRow["source"]) => rows.filter((row) => row.source === source);
      const [first] = rows;
      const date = `2026-10-${String(first?.day).padStart(2, "0")}`;
      exported(`daily-${date}.csv`, of("marketplace"));
      exported("calls-2026-10.csv", of("marketplace-calls"));
      database.exec("BEGIN");
      for (const { recordId, subscription, quantity, start, end, note } of of("own-shop")) {
        insert.run(recordId, subscription, quantity, start, end, note);
      }
      database.exec("COMMIT");
      const lines = of("reseller").map((row) => `${JSON.stringify(toCells(row))}\n`);
      appendFileSync(join(folder, "metered.jsonl"), lines.join(""));
    },
    close: () => database.close(),
  };
}
