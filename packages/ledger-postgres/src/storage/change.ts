import {
  ChangeSet,
  type DeliveryRow,
  type IntakeFact,
  type IntentFact,
  type RecordRow,
  type StampedFact,
  type Stamp,
} from "@usage-billing/ledger/storage";
import type { PoolClient } from "pg";
import { type LaneNumbers, toLaneText } from "./lanes.ts";
import { type LoadedRows, putRows } from "./load-rows.ts";
import type { Storage } from "./storage.ts";
import { type FactTime, storeFacts } from "./store-facts.ts";
import {
  insertDeliveries,
  insertRecords,
  type RecordToStore,
  updateDeliveries,
  updateRecords,
} from "./store-rows.ts";

/**
 * The number of a change's first fact while it is being decided. How many facts it comes to is known only
 * afterwards; then they get numbers of the log, greater than any that a row had before.
 */
const PROVISIONAL = 2 ** 52;

/**
 * Held, shared, from before facts get their numbers until they are committed: who takes it alone knows
 * that no lower number will be seen later than a higher one.
 */
const APPENDING = "hashtextextended($1, 0)";

/**
 * Reads the time of a change, after its rows are locked: then it is not before that of a fact which these
 * rows have already.
 */
async function readTime(client: PoolClient, storage: Storage): Promise<FactTime> {
  const { entries } = storage.tables;
  const { rows } = await client.query<{ clock: string; last: string | null }>(
    `SELECT coalesce($2::bigint, floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint) AS clock,
       (SELECT at FROM ${entries} ORDER BY seq DESC LIMIT 1) AS last,
       pg_advisory_xact_lock_shared(${APPENDING})`,
    [entries, storage.now?.()],
  );
  const clock = Number(rows[0]?.clock);
  const last = Number(rows[0]?.last ?? 0);
  return clock < last ? { at: last, clock } : { at: clock, clock: undefined };
}

/**
 * Tells the last number of the log.
 *
 * @param client - The connection.
 * @param storage - The storage.
 * @returns The number; 0 when the log is empty.
 */
export async function readLast(client: PoolClient, storage: Storage): Promise<number> {
  const sql = `SELECT seq FROM ${storage.tables.entries} ORDER BY seq DESC LIMIT 1`;
  const { rows } = await client.query<{ seq: string }>(sql);
  return Number(rows[0]?.seq ?? 0);
}

/**
 * Waits until everything that has a number is committed or undone, and keeps others from getting one
 * until the transaction ends.
 *
 * @param client - The connection, within a transaction.
 * @param storage - The storage.
 */
export async function lockAppending(client: PoolClient, storage: Storage): Promise<void> {
  await client.query(`SELECT pg_advisory_xact_lock(${APPENDING})`, [storage.tables.entries]);
}

/**
 * Waits until everything that has a number is committed or undone, and tells the last number that counts.
 *
 * @param client - The connection.
 * @param storage - The storage.
 * @returns The number; what has it or a lower one will not change any more.
 */
export async function readHorizon(client: PoolClient, storage: Storage): Promise<number> {
  const values = [storage.tables.entries];
  await client.query(`SELECT pg_advisory_lock(${APPENDING})`, values);
  try {
    return await readLast(client, storage);
  } finally {
    await client.query(`SELECT pg_advisory_unlock(${APPENDING})`, values);
  }
}

async function takeNumbers(
  client: PoolClient,
  storage: Storage,
  count: number,
): Promise<readonly number[]> {
  const { rows } = await client.query<{ number: string }>(
    `SELECT nextval(pg_get_serial_sequence($1, 'seq')) AS number FROM generate_series(1, $2::int)`,
    [storage.tables.entries, count],
  );
  return rows.map(({ number }) => Number(number));
}

function isIntake(fact: StampedFact): fact is IntakeFact & Stamp {
  return fact.kind === "taken-in" || fact.kind === "offered-again";
}

function pick<Row>(ids: Iterable<string>, find: (id: string) => Row | undefined): Row[] {
  return [...ids].map(find).filter((row) => row !== undefined);
}

/** Gives the rows the numbers that their facts have in the log. */
interface Renumbering {
  readonly record: (row: RecordRow) => RecordRow;
  readonly delivery: (row: DeliveryRow) => DeliveryRow;
}

function renumber(numbers: readonly number[]): Renumbering {
  const toNumber = (sequence: number): number =>
    sequence < PROVISIONAL ? sequence : (numbers[sequence - PROVISIONAL] ?? 0);
  return {
    record: (row) => ({
      ...row,
      sequence: toNumber(row.sequence),
      contentSequence: toNumber(row.contentSequence),
    }),
    delivery: (row) => ({ ...row, sequence: toNumber(row.sequence) }),
  };
}

async function storeRecords(
  client: PoolClient,
  storage: Storage,
  stored: { set: ChangeSet; renumbering: Renumbering; lanes: LaneNumbers },
): Promise<void> {
  const { set, renumbering } = stored;
  const laneOf = new Map<string, number | undefined>();
  for (const fact of set.facts.filter(isIntake)) {
    laneOf.set(fact.recordId, stored.lanes.get(toLaneText(fact)));
  }
  const isNew = ({ sequence }: RecordRow) => sequence >= PROVISIONAL;
  const toStore = (row: RecordRow): RecordToStore => ({
    ...renumbering.record(row),
    lane: laneOf.get(row.id),
  });
  const changed = pick(set.changedRecords.keys(), (id) => set.record(id));
  await insertRecords(client, storage.tables, changed.filter(isNew).map(toStore));
  await updateRecords(
    client,
    storage.tables,
    changed.filter((row) => !isNew(row)).map(toStore),
  );
}

async function storeDeliveries(
  client: PoolClient,
  storage: Storage,
  { set, renumbering }: { set: ChangeSet; renumbering: Renumbering },
): Promise<void> {
  const intents = new Map<string, IntentFact>();
  for (const fact of set.facts) if (fact.kind === "intent") intents.set(fact.deliveryId, fact);
  const rows = pick(set.changedDeliveries.keys(), (id) => set.delivery(id)).map((row) => ({
    ...renumbering.delivery(row),
    intent: intents.get(row.id),
  }));
  await insertDeliveries(
    client,
    storage.tables,
    rows.filter(({ intent }) => intent !== undefined),
  );
  await updateDeliveries(
    client,
    storage.tables,
    rows.filter(({ intent }) => intent === undefined),
  );
}

/** What a change loads first. */
export interface Loaded {
  readonly rows: LoadedRows;
  /** The numbers of the delivery keys of records that may be taken in. */
  readonly lanes?: LaneNumbers;
}

/** One change: what loads its rows, what decides, and what else is done in its transaction. */
export interface Change<Result> {
  /** Loads and locks the rows that the change is about. */
  readonly load: (client: PoolClient) => Promise<Loaded>;
  /** Decides; may be called again with other rows. */
  readonly decide: (set: ChangeSet) => Result;
  /** Is done last. */
  readonly finish?: (client: PoolClient, set: ChangeSet) => Promise<void>;
}

/**
 * Makes one change in one transaction: loads the rows, decides, appends the facts and stores the rows.
 *
 * @param storage - The storage.
 * @param change - The change.
 * @returns What the decision gave.
 */
export async function makeChange<Result>(
  storage: Storage,
  change: Change<Result>,
): Promise<Result> {
  return storage.write(async (client) => {
    const { rows, lanes = new Map() } = await change.load(client);
    const time = await readTime(client, storage);
    const set = new ChangeSet({
      sequence: PROVISIONAL,
      at: time.at,
      failure: storage.failure,
    });
    putRows(set, rows);
    const result = change.decide(set);
    const { facts } = set;
    if (facts.length > 0) {
      const numbers = await takeNumbers(client, storage, facts.length);
      const renumbering = renumber(numbers);
      await storeFacts(client, storage.tables, { facts, numbers, time });
      await storeRecords(client, storage, { set, renumbering, lanes });
      await storeDeliveries(client, storage, { set, renumbering });
    }
    await change.finish?.(client, set);
    return result;
  });
}
