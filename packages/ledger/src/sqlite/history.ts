import type { Instant } from "@usage-billing/core";
import { evolveRecord } from "../decide/evolve-record.ts";
import type { RecordRow } from "../decide/rows.ts";
import type { LedgerEntry, LedgerRecord } from "../model.ts";
import { ENTRY_COLUMNS, type EntryRow, toEntry, toFact } from "./read-entries.ts";
import { toLedgerRecord } from "./rows.ts";
import type { Storage } from "./storage.ts";

/** Facts about a whole delivery, of which a record's history shows only its part. */
interface DeliveryBody {
  readonly records?: readonly string[];
  readonly outcomes?: readonly { readonly recordId: string }[];
}

function onlyPart(entry: LedgerEntry, recordId: string): LedgerEntry {
  if (entry.recordId !== undefined) return entry;
  const { records, outcomes, ...body } = entry.body as DeliveryBody;
  const part = {
    ...body,
    ...(records === undefined ? {} : { records: records.filter((id) => id === recordId) }),
    ...(outcomes === undefined
      ? {}
      : { outcomes: outcomes.filter((outcome) => outcome.recordId === recordId) }),
  };
  return { ...entry, body: part };
}

/** The facts about a delivery that a record was planned into; none when it only replaced one of its records. */
function deliveryFacts(storage: Storage, delivery: number, recordId: string): EntryRow[] {
  const sql = `${ENTRY_COLUMNS} WHERE (e.seq = ?1 OR e.delivery = ?1) AND e.record IS NULL`;
  const rows = storage.all<EntryRow>(sql, delivery);
  const intent = rows.find(({ kind }) => kind === "intent");
  const planned = intent === undefined ? [] : (JSON.parse(intent.body) as DeliveryBody).records;
  return planned?.includes(recordId) === true ? rows : [];
}

/** The facts that concern a record, in their order. */
function recordFacts(storage: Storage, recordId: string): EntryRow[] {
  const record = storage.recordIds.find(recordId);
  if (record === undefined) return [];
  const own = storage.all<EntryRow>(`${ENTRY_COLUMNS} WHERE e.seq = ?1 OR e.record = ?1`, record);
  const deliveries = storage.all<{ delivery: number }>(
    `SELECT delivery FROM records WHERE seq = ?1 AND delivery IS NOT NULL
     UNION SELECT delivery FROM entries WHERE record = ?1 AND delivery IS NOT NULL`,
    record,
  );
  const shared = deliveries.flatMap(({ delivery }) => deliveryFacts(storage, delivery, recordId));
  return [...own, ...shared].sort((left, right) => left.sequence - right.sequence);
}

/**
 * Collects everything that happened to a record.
 *
 * @param storage - The storage.
 * @param recordId - The record's id.
 * @returns The facts in their order.
 */
export function readHistory(storage: Storage, recordId: string): LedgerEntry[] {
  return recordFacts(storage, recordId).map((row) => onlyPart(toEntry(row), recordId));
}

/**
 * Tells where a record stood at an earlier instant.
 *
 * @param storage - The storage.
 * @param recordId - The record's id.
 * @param at - The instant.
 * @returns The record as it was.
 */
export function readRecordAt(
  storage: Storage,
  recordId: string,
  at: Instant,
): LedgerRecord | undefined {
  const facts = recordFacts(storage, recordId).filter((entry) => entry.at <= at);
  let row: RecordRow | undefined;
  for (const entry of facts) row = evolveRecord(row, toFact(entry), entry);
  const content = facts.find(({ sequence }) => sequence === row?.contentSequence);
  if (row === undefined || content === undefined) return undefined;
  const { sequence: seq, state, deliveryId = null, reference = null } = row;
  const { outcome = null, replacedBy = null } = row;
  const stored = { seq, state, deliveryId, reference, outcome, replacedBy };
  return toLedgerRecord({ ...stored, body: content.body, at: content.at });
}
