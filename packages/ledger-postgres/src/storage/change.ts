import {
  ChangeSet,
  type DeliveryRow,
  type IntakeFact,
  type IntentFact,
  type RecordRow,
  type Stamp,
  type StampedFact,
} from "@usage-billing/ledger/storage";
import type { PoolClient, QueryResult } from "pg";
import { runTogether, type Statement } from "../connection/statements.ts";
import type { Outcome } from "../connection/transaction.ts";
import { type LaneNumbers, toLaneText } from "./lanes.ts";
import { type LoadedRows, putRows, selectRows, toLoadedRows, type Wanted } from "./load-rows.ts";
import type { Storage } from "./storage.ts";
import { type FactTime, findFirstFact, insertFacts, storeLongFacts } from "./store-facts.ts";
import {
  type DeliveryToStore,
  insertDeliveries,
  insertRecords,
  type RecordPlace,
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
function selectTime({ tables, now }: Storage): Statement {
  return {
    text: `SELECT coalesce($2::bigint, floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint) AS clock,
       (SELECT at FROM ${tables.entries} ORDER BY seq DESC LIMIT 1) AS last,
       pg_advisory_xact_lock_shared(${APPENDING})`,
    values: [tables.entries, now?.()],
  };
}

/**
 * Rows of a change are few and named by their ids. A server that has not counted a table yet takes them for
 * many and reads all of it.
 */
const BY_INDEX: Statement = { text: "SET LOCAL enable_seqscan = off", values: [] };

function toTime(result: QueryResult | undefined): FactTime {
  const [row] = (result?.rows ?? []) as { clock: string; last: string | null }[];
  const clock = Number(row?.clock);
  const last = Number(row?.last ?? 0);
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

function selectNumbers({ tables }: Storage, count: number): Statement {
  return {
    text: `SELECT string_agg(nextval(pg_get_serial_sequence($1, 'seq'))::text, ',') AS numbers
      FROM generate_series(1, $2::int)`,
    values: [tables.entries, count],
  };
}

function toNumbers(result: QueryResult | undefined): number[] {
  const [row] = (result?.rows ?? []) as { numbers: string | null }[];
  return (row?.numbers ?? "").split(",").filter(Boolean).map(Number);
}

function isIntake(fact: StampedFact): fact is IntakeFact & Stamp {
  return fact.kind === "taken-in" || fact.kind === "offered-again";
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

/** A change that was decided. */
interface Decided {
  readonly set: ChangeSet;
  readonly renumbering: Renumbering;
  readonly lanes: LaneNumbers;
}

function storeRecords(storage: Storage, { set, renumbering, lanes }: Decided): Statement[] {
  const placeOf = new Map<string, RecordPlace>();
  for (const fact of set.facts.filter(isIntake)) {
    const { recordId, channel } = fact;
    placeOf.set(recordId, { channel, lane: lanes.get(toLaneText(fact)) ?? 0 });
  }
  const isNew = ({ sequence }: RecordRow) => sequence >= PROVISIONAL;
  const toStore = (row: RecordRow): RecordToStore => ({
    ...renumbering.record(row),
    place: placeOf.get(row.id),
  });
  const changed = set.changedRecords.map(({ after }) => after);
  const known = changed.filter((row) => !isNew(row));
  return [
    ...insertRecords(storage.tables, changed.filter(isNew).map(toStore)),
    ...updateRecords(storage.tables, known.map(toStore)),
  ];
}

function storeDeliveries(storage: Storage, { set, renumbering }: Decided): Statement[] {
  const intents = new Map<string, IntentFact>();
  for (const fact of set.facts) if (fact.kind === "intent") intents.set(fact.deliveryId, fact);
  const rows = set.changedDeliveries.map(({ after }) => ({
    ...renumbering.delivery(after),
    intent: intents.get(after.id),
  }));
  const isIntended = ({ intent }: DeliveryToStore) => intent !== undefined;
  return [
    ...insertDeliveries(storage.tables, rows.filter(isIntended)),
    ...updateDeliveries(
      storage.tables,
      rows.filter((row) => !isIntended(row)),
    ),
  ];
}

/** What a change loads beside the rows that it names. */
export interface Loaded {
  /** Rows that could not be named before. */
  readonly rows?: LoadedRows;
  /** The numbers of the delivery keys of records that may be taken in. */
  readonly lanes?: LaneNumbers;
}

/** One change: what it is about, what decides, and what else is done in its transaction. */
export interface Change<Result> {
  /** The rows to load and lock. */
  readonly wanted?: Wanted;
  /** About how many facts it comes to; when there are more, it takes one more way to the server. */
  readonly facts: number;
  /** Loads and locks more. */
  readonly load?: (client: PoolClient, rows: LoadedRows) => Promise<Loaded>;
  /** Decides; may be called again with other rows. */
  readonly decide: (set: ChangeSet) => Result;
  /** Is done after that. */
  readonly finish?: (client: PoolClient) => Promise<void>;
}

/** What ends the transaction of a change, and what tells whether it is committed. */
type Ending = Pick<Outcome<unknown>, "closing" | "witness">;

/** Gives the statements that store a change, with the numbers that its facts have in the log. */
async function store(
  client: PoolClient,
  storage: Storage,
  decided: { set: ChangeSet; time: FactTime; lanes: LaneNumbers; numbers: readonly number[] },
): Promise<Ending> {
  const { set, time, lanes } = decided;
  const { facts } = set;
  const missing = facts.length - decided.numbers.length;
  const more = missing > 0 ? await runTogether(client, [selectNumbers(storage, missing)]) : [];
  const numbers = [...decided.numbers, ...toNumbers(more[0])];
  const renumbering = renumber(numbers);
  const appended = { facts, numbers, time };
  await storeLongFacts(client, storage.tables, appended);
  const closing = [
    ...insertFacts(storage.tables, appended),
    ...storeRecords(storage, { set, renumbering, lanes }),
    ...storeDeliveries(storage, { set, renumbering, lanes }),
  ];
  return { closing, witness: () => findFirstFact(storage.tables, appended) };
}

/**
 * Makes one change in one transaction: loads the rows, decides, appends the facts and stores the rows. Two ways
 * to the server are enough for most changes.
 *
 * @param storage - The storage.
 * @param change - The change.
 * @returns What the decision gave.
 */
export async function makeChange<Result>(
  storage: Storage,
  change: Change<Result>,
): Promise<Result> {
  const { wanted = {} } = change;
  const stamp = (): Statement[] => [selectTime(storage), selectNumbers(storage, change.facts)];
  return storage.transact({
    opening: [BY_INDEX, ...selectRows(storage.tables, wanted), ...stamp()],
    work: async (client, [, deliveries, records, ...opened]) => {
      const named = toLoadedRows([deliveries, records].filter((found) => found !== undefined));
      const { rows = named, lanes = new Map() } = (await change.load?.(client, named)) ?? {};
      // The time of a change is that after all of its rows were locked.
      const stamps = rows === named ? opened : await runTogether(client, stamp());
      const [timed, numbered] = stamps;
      const time = toTime(timed);
      const set = new ChangeSet({ sequence: PROVISIONAL, at: time.at, failure: storage.failure });
      putRows(set, rows);
      const result = change.decide(set);
      const numbers = toNumbers(numbered);
      const ending =
        set.facts.length > 0 ? await store(client, storage, { set, time, lanes, numbers }) : {};
      await change.finish?.(client);
      return { result, ...ending };
    },
  });
}
