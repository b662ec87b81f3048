import type { EntryKind, LedgerEntry } from "../model.ts";
import { findRecord } from "./rows.ts";
import type { Storage } from "./storage.ts";

interface EntryRow {
  readonly sequence: number;
  readonly at: number;
  readonly kind: EntryKind;
  readonly deliveryId: string | null;
  readonly recordId: string | null;
  readonly body: string;
}

const COLUMNS =
  "SELECT seq AS sequence, at, kind, delivery AS deliveryId, record AS recordId, body FROM entries";

/** Facts about a whole delivery, of which a record's history shows only its part. */
interface DeliveryBody {
  readonly records?: readonly string[];
  readonly outcomes?: readonly { readonly recordId: string }[];
}

function onlyPart(body: DeliveryBody, recordId: string): DeliveryBody {
  const { records, outcomes } = body;
  return {
    ...body,
    ...(records === undefined ? {} : { records: records.filter((id) => id === recordId) }),
    ...(outcomes === undefined
      ? {}
      : { outcomes: outcomes.filter((outcome) => outcome.recordId === recordId) }),
  };
}

function toEntry(
  { sequence, at, kind, deliveryId, body }: EntryRow,
  recordId: string,
): LedgerEntry {
  const json = JSON.parse(body) as DeliveryBody;
  return {
    sequence,
    at,
    kind,
    ...(deliveryId === null ? {} : { deliveryId }),
    body: deliveryId === null ? json : onlyPart(json, recordId),
  };
}

/** The facts about a delivery that a record was planned into; none when it only replaced one of its records. */
function deliveryFacts(storage: Storage, deliveryId: string, recordId: string): EntryRow[] {
  const rows = storage.all<EntryRow>(
    `${COLUMNS} WHERE delivery = ? AND record IS NULL`,
    deliveryId,
  );
  const intent = rows.find(({ kind }) => kind === "intent");
  const planned = intent === undefined ? [] : (JSON.parse(intent.body) as DeliveryBody).records;
  return planned?.includes(recordId) === true ? rows : [];
}

/**
 * Collects everything that happened to a record.
 *
 * @param storage - The storage.
 * @param recordId - The record's id.
 * @returns The facts in their order.
 */
export function readHistory(storage: Storage, recordId: string): LedgerEntry[] {
  const record = findRecord(storage, recordId);
  if (record === undefined) return [];
  const own = storage.all<EntryRow>(
    `${COLUMNS} WHERE seq = ? UNION ${COLUMNS} WHERE record = ?
     UNION ${COLUMNS} WHERE seq IN (
       SELECT body ->> '$.previous' FROM entries WHERE record = ? AND kind = 'offered-again')`,
    record.seq,
    recordId,
    recordId,
  );
  const deliveries = new Set(
    [record.deliveryId, ...own.map(({ deliveryId }) => deliveryId)].filter((id) => id !== null),
  );
  const shared = [...deliveries].flatMap((id) => deliveryFacts(storage, id, recordId));
  return [...own, ...shared]
    .sort((left, right) => left.sequence - right.sequence)
    .map((row) => toEntry(row, recordId));
}
