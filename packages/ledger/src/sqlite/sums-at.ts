import type { Instant, Period } from "@usage-billing/core";
import { fromContentJson } from "../content-json.ts";
import type { RecordQuery, RecordSum } from "../model.ts";
import { RecordSums } from "../sum-records.ts";
import { fromRecordCode } from "./codes.ts";
import { withShadow } from "./shadow.ts";
import type { State } from "./state.ts";
import type { Storage } from "./storage.ts";
import { readStored } from "./stored-amount.ts";

interface ShadowRow {
  readonly seq: number;
  readonly content: number;
  readonly state: number;
  readonly outcome: number;
}

const PAGE = `SELECT seq, coalesce(content, seq) AS content, state, outcome
  FROM records WHERE seq > ? ORDER BY seq LIMIT 1000`;

function intersects(period: Period, window: Period | undefined): boolean {
  if (window === undefined) return true;
  return period.start < window.end && (period.end > window.start || period.start >= window.start);
}

function addPage(
  storage: Storage,
  rows: readonly ShadowRow[],
  to: { readonly sums: RecordSums; readonly query: RecordQuery },
): void {
  const { channel, states, subscription, period } = to.query;
  const sequences = JSON.stringify(rows.map(({ content }) => content));
  const sql = "SELECT e.body FROM json_each(?) j CROSS JOIN entries e ON e.seq = j.value";
  const bodies = storage.all<{ body: string }>(sql, sequences);
  for (const [index, { state: code, outcome }] of rows.entries()) {
    const record = fromContentJson(bodies[index]?.body ?? "");
    const state = fromRecordCode(code);
    const isWanted =
      (channel === undefined || record.channel === channel) &&
      (states === undefined || states.includes(state)) &&
      (subscription === undefined || record.subscription === subscription) &&
      intersects(record.period, period);
    if (!isWanted) continue;
    const quantity = record.quantity.toString();
    const { meter } = record;
    const stored = readStored(storage, { code, outcome, recordId: record.recordId });
    to.sums.add({ channel: record.channel, meter, state, quantity, stored });
  }
}

function addAll(storage: Storage, shadow: State, query: RecordQuery): RecordSum[] {
  const sums = new RecordSums();
  let last = 0;
  for (;;) {
    const rows = shadow.all<ShadowRow>(PAGE, last);
    const end = rows.at(-1);
    if (end === undefined) return sums.toArray();
    addPage(storage, rows, { sums, query });
    last = end.seq;
  }
}

/**
 * Adds records up as they stood at an earlier instant.
 *
 * @param storage - The storage.
 * @param query - Which ones.
 * @param at - The instant.
 * @returns The sums, ordered.
 */
export function sumRecordsAt(storage: Storage, query: RecordQuery, at: Instant): RecordSum[] {
  return withShadow(storage, at, (shadow) => addAll(storage, shadow, query));
}
