import type { UsageRecord } from "@usage-billing/core";
import type { LedgerRecord } from "@usage-billing/ledger";
import { fromContentJson } from "@usage-billing/ledger/storage";
import type { PoolClient } from "pg";
import type { Storage } from "../storage/storage.ts";
import { type FullRecord, selectRecords, toLedgerRecord } from "./ledger-records.ts";

/** How many waiting records of one key are read ahead; where there are more, the key is read when it is asked for. */
const MAXIMUM_WAITING = 50;
/** How many records that the channel holds are read ahead for all keys together. */
const MAXIMUM_HELD = 5_000;
/** For how many milliseconds what was read counts; commits look at the rows again in any case. */
const FRESH_MS = 2_000;

/** States of records that the channel does not hold; the names are the project's own. */
const NOT_HELD = "('waiting', 'refused', 'retracted', 'corrected', 'dismissed')";

/** A delivery key with its number. */
export interface LaneKey {
  readonly id: string;
  readonly key: string;
}

/**
 * What planning asks for next, read for many keys at once: with a question for each key, a planner would
 * wait for the server more than it plans. Every answer is given once; what is committed makes all of them void.
 */
export interface ReadAhead {
  /** Reads what will be asked of some keys of a channel. */
  read(channel: string, lanes: readonly LaneKey[]): Promise<void>;
  /** Whether what was read of a channel still counts. */
  isFresh(channel: string): boolean;
  /** Gives the waiting records of a key, when they were read and are no more than that. */
  takePending(channel: string, key: string, limit: number): readonly UsageRecord[] | undefined;
  /** Gives the records of a key that the channel holds or may hold, when they were read. */
  takeHeld(channel: string, key: string): readonly LedgerRecord[] | undefined;
  /** Forgets everything, because something was changed. */
  forget(): void;
}

interface WaitingRow {
  readonly key: string;
  readonly body: string;
}

async function readWaiting(
  client: PoolClient,
  { tables }: Storage,
  asked: { readonly channel: string; readonly ids: readonly string[] },
): Promise<readonly WaitingRow[]> {
  const { rows } = await client.query<WaitingRow>(
    `SELECT l.delivery_key AS key, e.body FROM ${tables.lanes} l
     CROSS JOIN LATERAL (SELECT content_sequence FROM ${tables.records}
       WHERE channel = $1 AND lane = l.id AND state = 'waiting'
       ORDER BY content_sequence LIMIT ${MAXIMUM_WAITING + 1}) r
     JOIN ${tables.entries} e ON e.seq = r.content_sequence
     WHERE l.id = ANY($2) ORDER BY r.content_sequence`,
    [asked.channel, asked.ids],
  );
  return rows;
}

type HeldRow = FullRecord & { readonly key: string };

/** Nothing when there are too many to have them in memory. */
async function readHeld(
  client: PoolClient,
  { tables }: Storage,
  asked: { readonly channel: string; readonly keys: readonly string[] },
): Promise<readonly HeldRow[] | undefined> {
  const select = selectRecords(tables).replace("SELECT", "SELECT d.delivery_key AS key,");
  const { rows } = await client.query<HeldRow>(
    `${select} JOIN ${tables.deliveries} d ON d.id = r.delivery
     WHERE d.channel = $1 AND d.delivery_key = ANY($2) AND r.state NOT IN ${NOT_HELD}
     ORDER BY r.sequence LIMIT ${MAXIMUM_HELD + 1}`,
    [asked.channel, asked.keys],
  );
  return rows.length > MAXIMUM_HELD ? undefined : rows;
}

function groupByKey<Row extends { readonly key: string }>(
  keys: readonly string[],
  rows: readonly Row[],
): Map<string, Row[]> {
  const groups = new Map<string, Row[]>(keys.map((key) => [key, []]));
  for (const row of rows) groups.get(row.key)?.push(row);
  return groups;
}

/**
 * Makes what reads ahead on one ledger.
 *
 * @param storage - The storage.
 * @returns It; nothing is read yet.
 */
export function createReadAhead(storage: Storage): ReadAhead {
  let [channelOf, readAt] = ["", Number.NEGATIVE_INFINITY];
  let waiting = new Map<string, WaitingRow[]>();
  let held = new Map<string, HeldRow[]>();

  const isFresh = (channel: string): boolean =>
    channel === channelOf && performance.now() - readAt < FRESH_MS;

  function take<Row>(from: Map<string, Row[]>, channel: string, key: string): Row[] | undefined {
    const found = from.get(key);
    from.delete(key);
    return isFresh(channel) ? found : undefined;
  }

  return {
    isFresh,
    read: async (channel, lanes) => {
      const keys = lanes.map(({ key }) => key);
      const ids = lanes.map(({ id }) => id);
      const startedAt = performance.now();
      const [waits, holds] = await storage.read(async (client) => [
        await readWaiting(client, storage, { channel, ids }),
        await readHeld(client, storage, { channel, keys }),
      ]);
      [channelOf, readAt] = [channel, startedAt];
      waiting = groupByKey(keys, waits);
      held = holds === undefined ? new Map() : groupByKey(keys, holds);
    },
    takePending: (channel, key, limit) => {
      const rows = take(waiting, channel, key);
      if (rows === undefined || (rows.length > MAXIMUM_WAITING && limit > MAXIMUM_WAITING)) {
        return undefined;
      }
      return rows.slice(0, limit).map(({ body }) => fromContentJson(body));
    },
    takeHeld: (channel, key) => take(held, channel, key)?.map(toLedgerRecord),
    forget: () => {
      readAt = Number.NEGATIVE_INFINITY;
    },
  };
}
