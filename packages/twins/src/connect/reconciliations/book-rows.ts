import type { Actor } from "../actor.ts";
import type { ConnectState } from "../connect-state.ts";
import type { UsageFile } from "../files/usage-file.ts";
import { bookRecord } from "../records/book-record.ts";
import { type Billing, whyNot } from "../records/change-record.ts";
import type { ConnectRecord } from "../records/connect-record.ts";
import type { MarkedCell } from "../workbook/sheet-texts.ts";
import { cellText, type SheetRow } from "../workbook/usage-workbook.ts";
import { recordColumns } from "./read-reconciliation.ts";
import type { Reconciliation } from "./reconciliation.ts";

/** The text by which a row names its record. */
function recordIdOf(row: SheetRow): string {
  return recordColumns.map((header) => cellText(row, header)).find((text) => text !== "") ?? "";
}

/** The records of a file by every id that a row may name them by. */
function indexRecords(file: UsageFile): ReadonlyMap<string, ConnectRecord> {
  const index = new Map<string, ConnectRecord>();
  for (const record of file.records) {
    index.set(cellText(record.row, "record_id"), record);
    index.set(record.id, record);
  }
  return index;
}

/**
 * Finds a record that a row names, whichever file it is of.
 *
 * @param row - A row of a reconciliation.
 * @param state - The platform.
 * @returns The file of the record; nothing when no record is known by that id.
 */
export function findFileOfRow(row: SheetRow, state: ConnectState): UsageFile | undefined {
  const id = recordIdOf(row);
  return state.records.get(id)?.file ?? state.holders.get(id);
}

const BILLING_ID = "external_billing_id";
const BILLING_NOTE = "external_billing_note";

function readCell(row: SheetRow, header: string): string | undefined {
  const text = cellText(row, header);
  return text === "" ? undefined : text;
}

/** Rows that tell nothing are left alone: a chunk that is filled in by parts has such rows. */
function tellsBilling(row: SheetRow): boolean {
  return cellText(row, BILLING_ID) + cellText(row, BILLING_NOTE) !== "";
}

interface Complaint {
  readonly column: string;
  readonly reason: string;
}

const toRequired = (column: string): Complaint => ({ column, reason: `${column} is required` });

function bookRow(
  row: SheetRow,
  record: ConnectRecord | undefined,
  actor: Actor,
): Complaint | undefined {
  const column = recordColumns.find((header) => row.columns.has(header)) ?? "";
  const id = recordIdOf(row);
  if (record === undefined) return { column, reason: `Unknown record ${id}` };
  const held: Billing = { id: record.billingId, note: record.billingNote };
  const told: Billing = { id: readCell(row, BILLING_ID), note: readCell(row, BILLING_NOTE) };
  if ((told.id ?? held.id) === undefined) return toRequired(BILLING_ID);
  if ((told.note ?? held.note) === undefined) return toRequired(BILLING_NOTE);
  const reason = record.status === "closed" ? undefined : whyNot(record, "close");
  if (reason !== undefined) return { column, reason };
  bookRecord(record, told, actor);
  return undefined;
}

/** What became of the rows of a reconciliation. */
export interface Booking {
  /** How many rows tell of billing. */
  readonly told: number;
  /** How many of them were booked. */
  readonly booked: number;
  readonly marks: readonly MarkedCell[];
}

/**
 * Books every row of a reconciliation. It closes records, and leaves their file to be closed.
 *
 * @param held - The reconciliation.
 * @param state - The platform.
 * @returns How many rows were booked, and what is wrong with the others.
 */
export function bookRows({ table, file: id, token }: Reconciliation, state: ConnectState): Booking {
  const file = id === undefined ? undefined : state.files.get(id);
  const records = file === undefined ? new Map<string, ConnectRecord>() : indexRecords(file);
  const marks: MarkedCell[] = [];
  const told = table.rows.filter(tellsBilling).length;
  for (const [place, row] of table.rows.entries()) {
    if (!tellsBilling(row)) continue;
    const complaint = bookRow(row, records.get(recordIdOf(row)), { state, token });
    if (complaint === undefined) continue;
    marks.push({ row: place, ...complaint, value: cellText(row, complaint.column) });
  }
  return { told, booked: told - marks.length, marks };
}

/**
 * Finds the chunk that every row of a reconciliation is of.
 *
 * @param rows - The rows.
 * @param file - The file that they are of.
 * @returns The chunk's id; nothing when they are of several, or of none.
 */
export function findChunkOfRows(rows: readonly SheetRow[], file: UsageFile): string | undefined {
  const records = indexRecords(file);
  const chunks = new Set(rows.map((row) => records.get(recordIdOf(row))?.chunk));
  const [first] = chunks;
  return chunks.size === 1 ? first : undefined;
}
