import type { TwinUsage } from "../server/twin-api.ts";
import { toExclusiveEnd } from "../time/local-time.ts";
import type { FileStatus } from "./files/usage-file.ts";
import type { ConnectRecord } from "./records/connect-record.ts";
import { cellText } from "./workbook/usage-workbook.ts";

/** The states in which a file's usage is the platform's. */
const HELD: readonly FileStatus[] = ["ready", "pending", "accepted", "closed", "rejected"];

/** An inclusive end is brought back to the first instant after it. */
function toEnd(start: number, end: number): string {
  return new Date(end === start ? end : toExclusiveEnd(end)).toISOString();
}

/**
 * Shows a record as usage that the platform holds.
 *
 * @param record - A record of any file.
 * @returns The usage, with the state of its file; nothing while the file was not taken.
 */
export function toTwinUsage(record: ConnectRecord): readonly TwinUsage[] {
  const { file, row, item, asset, start, end } = record;
  const isRead = item !== undefined && asset !== undefined;
  if (!HELD.includes(file.status) || !isRead || start === undefined || end === undefined) return [];
  const note = cellText(row, "record_note");
  return [
    {
      channel: "connect",
      subscription: cellText(row, "asset_search_value"),
      meter: item.mpn,
      quantity: record.quantity.toString(),
      start: new Date(start).toISOString(),
      end: toEnd(start, end),
      recordId: cellText(row, "record_id"),
      description: note === "" ? null : note,
      status: file.status,
      reference: record.id,
    },
  ];
}
