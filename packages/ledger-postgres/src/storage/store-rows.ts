import type { DeliveryRow, IntentFact, RecordRow } from "@usage-billing/ledger/storage";
import type { PoolClient } from "pg";
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

/** A record's row, with its lane where that is new. */
export interface RecordToStore extends RecordRow {
  readonly lane: number | undefined;
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
  { name: "lane", type: "bigint", value: (row) => row.lane },
];

const NEW_RECORD: readonly Column<RecordToStore>[] = [
  ...RECORD,
  { name: "sequence", type: "bigint", value: (row) => row.sequence },
];

/** What a record that was only just taken in has; the rest of its columns are empty. */
const PLAIN_RECORD: readonly Column<RecordToStore>[] = NEW_RECORD.filter(({ name }) =>
  ["id", "content_sequence", "state", "lane", "sequence"].includes(name),
);

/**
 * Inserts records, in the order of their ids, so that processes which take the same ones in
 * wait for each other and not for themselves.
 *
 * @param client - The connection, within a transaction.
 * @param tables - The table.
 * @param rows - The records.
 */
export async function insertRecords(
  client: PoolClient,
  tables: Pick<Tables, "records">,
  rows: readonly RecordToStore[],
): Promise<void> {
  if (rows.length === 0) return;
  const isPlain = rows.every(({ state }) => state === "waiting");
  const columns = isPlain ? PLAIN_RECORD : NEW_RECORD;
  const names = list(columns.map(({ name }) => name));
  await client.query(
    `INSERT INTO ${tables.records} (${names}) SELECT ${names} FROM ${unnest(columns)} ORDER BY id`,
    toParameters(columns, rows),
  );
}

/**
 * Updates records.
 *
 * @param client - The connection, within a transaction.
 * @param tables - The table.
 * @param rows - The records.
 */
export async function updateRecords(
  client: PoolClient,
  tables: Pick<Tables, "records">,
  rows: readonly RecordToStore[],
): Promise<void> {
  if (rows.length === 0) return;
  const changed = RECORD.filter(({ name }) => name !== "id" && name !== "lane");
  const assignments = changed.map(({ name }) => `${name} = v.${name}`);
  await client.query(
    `UPDATE ${tables.records} r SET ${list(assignments)}, lane = coalesce(v.lane, r.lane)
     FROM ${unnest(RECORD)} WHERE r.id = v.id`,
    toParameters(RECORD, rows),
  );
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
 * Inserts deliveries. One under the id of an earlier one, all of whose records were refused, takes its
 * place; the token of its claims goes on.
 *
 * @param client - The connection, within a transaction.
 * @param tables - The table.
 * @param rows - The deliveries, each with its intent.
 */
export async function insertDeliveries(
  client: PoolClient,
  tables: Pick<Tables, "deliveries">,
  rows: readonly DeliveryToStore[],
): Promise<void> {
  if (rows.length === 0) return;
  const names = NEW_DELIVERY.map(({ name }) => name);
  const replaced = names.filter((name) => name !== "id");
  await client.query(
    `INSERT INTO ${tables.deliveries} (${list(names)})
     SELECT ${list(names)} FROM ${unnest(NEW_DELIVERY)} ORDER BY id
     ON CONFLICT (id) DO UPDATE SET ${list(replaced.map((name) => `${name} = excluded.${name}`))}`,
    toParameters(NEW_DELIVERY, rows),
  );
}

/**
 * Updates deliveries.
 *
 * @param client - The connection, within a transaction.
 * @param tables - The table.
 * @param rows - The deliveries.
 */
export async function updateDeliveries(
  client: PoolClient,
  tables: Pick<Tables, "deliveries">,
  rows: readonly DeliveryToStore[],
): Promise<void> {
  if (rows.length === 0) return;
  await client.query(
    `UPDATE ${tables.deliveries} d
     SET state = v.state, attempts = v.attempts, intended_at = v.intended_at
     FROM ${unnest(DELIVERY)} WHERE d.id = v.id`,
    toParameters(DELIVERY, rows),
  );
}
