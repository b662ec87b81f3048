import type { DeliveryRow, IntentFact, RecordRow } from "@usage-billing/ledger/storage";
import { LONG_LIST, type Statement } from "../connection/statements.ts";
import type { Tables } from "./tables.ts";

/** A column of a set-based statement: its name, type and one value per row. */
interface Column<Row> {
  readonly name: string;
  readonly type: string;
  readonly value: (row: Row) => unknown;
}

function list(names: readonly string[]): string {
  return names.join(", ");
}

/** Gives `unnest($1::type[], …) AS v(name, …)`. */
function unnest<Row>(columns: readonly Column<Row>[]): string {
  const parameters = columns.map(({ type }, index) => `$${index + 1}::${type}[]`);
  return `unnest(${list(parameters)}) AS v(${list(columns.map(({ name }) => name))})`;
}

function toParameters<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): unknown[][] {
  return columns.map(({ value }) => rows.map(value));
}

/** Where a record belongs. */
export interface RecordPlace {
  readonly channel: string;
  readonly lane: number;
}

/** A record's row, with its place where that is new. */
export interface RecordToStore extends RecordRow {
  readonly place: RecordPlace | undefined;
}

const RECORD: readonly Column<RecordToStore>[] = [
  { name: "id", type: "text", value: (row) => row.id },
  { name: "content_sequence", type: "bigint", value: (row) => row.contentSequence },
  { name: "state", type: "text", value: (row) => row.state },
  { name: "delivery", type: "text", value: (row) => row.deliveryId },
  { name: "reference", type: "text", value: (row) => row.reference },
  { name: "outcome", type: "text", value: (row) => row.outcome },
  { name: "replaced_by", type: "text", value: (row) => row.replacedBy },
  { name: "replaces", type: "text", value: (row) => row.replaces },
  { name: "channel", type: "text", value: (row) => row.place?.channel },
  { name: "lane", type: "bigint", value: (row) => row.place?.lane },
];

const NEW_RECORD: readonly Column<RecordToStore>[] = [
  ...RECORD,
  { name: "sequence", type: "bigint", value: (row) => row.sequence },
];

/** What a record that was only just taken in has; the rest of its columns are empty. */
const PLAIN_RECORD: readonly Column<RecordToStore>[] = NEW_RECORD.filter(({ name }) =>
  ["id", "content_sequence", "state", "channel", "lane", "sequence"].includes(name),
);

/**
 * Gives the statement that inserts records, in the order of their ids, so that processes which take the same ones in
 * wait for each other and not for themselves.
 *
 * @param tables - The table.
 * @param rows - The records.
 * @returns The statement; none when there are no rows.
 */
export function insertRecords(
  tables: Pick<Tables, "records">,
  rows: readonly RecordToStore[],
): readonly Statement[] {
  if (rows.length === 0) return [];
  const isPlain = rows.every(({ state }) => state === "waiting");
  const columns = isPlain ? PLAIN_RECORD : NEW_RECORD;
  const names = list(columns.map(({ name }) => name));
  if (rows.length > LONG_LIST) {
    const sorted = rows.toSorted((left, right) => (left.id < right.id ? -1 : 1));
    const copied = sorted.map((row) => columns.map(({ value }) => value(row)));
    return [{ text: `COPY ${tables.records} (${names}) FROM STDIN`, values: [], rows: copied }];
  }
  return [
    {
      text: `INSERT INTO ${tables.records} (${names}) SELECT ${names} FROM ${unnest(columns)}
        ORDER BY id COLLATE "C"`,
      values: toParameters(columns, rows),
    },
  ];
}

/**
 * Gives the statement that updates records.
 *
 * @param tables - The table.
 * @param rows - The records.
 * @returns The statement; none when there are no rows.
 */
export function updateRecords(
  tables: Pick<Tables, "records">,
  rows: readonly RecordToStore[],
): readonly Statement[] {
  if (rows.length === 0) return [];
  const kept = ["id", "channel", "lane"];
  const changed = RECORD.filter(({ name }) => !kept.includes(name));
  const assignments = changed.map(({ name }) => `${name} = v.${name}`);
  return [
    {
      text: `UPDATE ${tables.records} r SET ${list(assignments)},
       channel = coalesce(v.channel, r.channel), lane = coalesce(v.lane, r.lane)
     FROM ${unnest(RECORD)} WHERE r.id = v.id`,
      values: toParameters(RECORD, rows),
    },
  ];
}

/** A delivery's row, with its intent where that is new. */
export interface DeliveryToStore extends DeliveryRow {
  readonly intent: IntentFact | undefined;
}

const DELIVERY: readonly Column<DeliveryToStore>[] = [
  { name: "id", type: "text", value: (row) => row.id },
  { name: "state", type: "text", value: (row) => row.state },
  { name: "attempts", type: "integer", value: (row) => row.attempts },
  { name: "intended_at", type: "bigint", value: (row) => row.intendedAt },
];

const NEW_DELIVERY: readonly Column<DeliveryToStore>[] = [
  ...DELIVERY,
  { name: "sequence", type: "bigint", value: (row) => row.sequence },
  { name: "channel", type: "text", value: (row) => row.intent?.channel },
  { name: "delivery_key", type: "text", value: (row) => row.intent?.deliveryKey },
  { name: "sha256", type: "text", value: (row) => row.intent?.sha256 },
  { name: "planned", type: "integer", value: (row) => row.planned },
];

/**
 * Gives the statement that inserts deliveries. One under the id of an earlier one, all of whose records were refused, takes its
 * place; the token of its claims goes on.
 *
 * @param tables - The table.
 * @param rows - The deliveries, each with its intent.
 * @returns The statement; none when there are no rows.
 */
export function insertDeliveries(
  tables: Pick<Tables, "deliveries">,
  rows: readonly DeliveryToStore[],
): readonly Statement[] {
  if (rows.length === 0) return [];
  const names = NEW_DELIVERY.map(({ name }) => name);
  const replaced = names.filter((name) => name !== "id");
  return [
    {
      text: `INSERT INTO ${tables.deliveries} (${list(names)})
     SELECT ${list(names)} FROM ${unnest(NEW_DELIVERY)} ORDER BY id
     ON CONFLICT (id) DO UPDATE SET ${list(replaced.map((name) => `${name} = excluded.${name}`))}`,
      values: toParameters(NEW_DELIVERY, rows),
    },
  ];
}

/**
 * Gives the statement that updates deliveries.
 *
 * @param tables - The table.
 * @param rows - The deliveries.
 * @returns The statement; none when there are no rows.
 */
export function updateDeliveries(
  tables: Pick<Tables, "deliveries">,
  rows: readonly DeliveryToStore[],
): readonly Statement[] {
  if (rows.length === 0) return [];
  return [
    {
      text: `UPDATE ${tables.deliveries} d
     SET state = v.state, attempts = v.attempts, intended_at = v.intended_at
     FROM ${unnest(DELIVERY)} WHERE d.id = v.id`,
      values: toParameters(DELIVERY, rows),
    },
  ];
}
