import type { Instant } from "@usage-billing/core";
import { fromContentJson } from "../content-json.ts";
import { evolveRecord } from "../decide/evolve-record.ts";
import type { RecordRow } from "../decide/rows.ts";
import type { LedgerEntry, LedgerRecord } from "../model.ts";
import { ENTRY_COLUMNS, type EntryRow, toEntry, toFact } from "./read-entries.ts";
import { makeLedgerRecord } from "./rows.ts";
import type { Storage } from "./storage.ts";

/** Facts about a whole delivery, of which a record's history shows only its part. */
interface DeliveryBody {
  readonly delivery?: string;
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

/** All facts about a delivery and about earlier ones of its id, from the last one back. */
const FACTS = `WITH RECURSIVE facts (seq) AS (
    SELECT last FROM deliveries WHERE seq = ?1
    UNION ALL SELECT e.previous FROM facts JOIN entries e ON e.seq = facts.seq WHERE e.previous IS NOT NULL)
  ${ENTRY_COLUMNS}
  WHERE e.seq IN (SELECT seq FROM facts) AND (e.seq = ?2 OR e.delivery = ?2) AND e.record IS NULL`;

/** The facts about a delivery that a record was planned into; none when it only replaced one of its records. */
function deliveryFacts(storage: Storage, delivery: number, recordId: string): EntryRow[] {
  const intended = storage.get<{ body: string }>(
    "SELECT body FROM entries WHERE seq = ?",
    delivery,
  );
  if (intended === undefined) return [];
  const { delivery: id, records = [] } = JSON.parse(intended.body) as DeliveryBody;
  if (!records.includes(recordId)) return [];
  return storage.all<EntryRow>(FACTS, storage.deliveryIds.find(id ?? "") ?? 0, delivery);
}

/** The facts that concern a record, in their order. */
function recordFacts(storage: Storage, recordId: string): EntryRow[] {
  const record = storage.recordIds.find(recordId);
  if (record === undefined) return [];
  const own = storage.all<EntryRow>(`${ENTRY_COLUMNS} WHERE e.seq = ?1 OR e.record = ?1`, record);
  const deliveries = storage.all<{ delivery: number }>(
    `SELECT delivery FROM records WHERE seq = ?1 AND delivery <> seq
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
  const { state, deliveryId, reference, outcome, replacedBy } = row;
  const stated = { state, deliveryId, reference, outcome, replacedBy };
  const record = fromContentJson(content.body);
  return makeLedgerRecord({ ...stated, record, takenInAt: content.at });
}
