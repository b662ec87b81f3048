import type { PoolClient } from "pg";
import type { Tables } from "./tables.ts";

/** How many lanes are kept in memory before all are forgotten. */
const MAXIMUM_KNOWN = 50_000;

/** A channel's delivery key. */
export interface LaneName {
  readonly channel: string;
  readonly deliveryKey: string;
}

/** Numbers that a transaction has read or given, by {@link toLaneText}. */
export type LaneNumbers = ReadonlyMap<string, number>;

/** The numbers of the delivery keys, in the order in which they came up. */
export interface Lanes {
  /** Gives the numbers of delivery keys, new ones to those that have none; only within a transaction. */
  number(client: PoolClient, names: readonly LaneName[]): Promise<LaneNumbers>;
  /** Keeps numbers in memory, once their transaction is committed. */
  remember(numbers: LaneNumbers): void;
}

/**
 * Writes a delivery key with its channel as one text.
 *
 * @param name - The key and the channel.
 * @returns The text.
 */
export function toLaneText({ channel, deliveryKey }: LaneName): string {
  return `${channel}\n${deliveryKey}`;
}

interface LaneRow extends LaneName {
  readonly id: string;
}

async function load(
  client: PoolClient,
  { lanes }: Pick<Tables, "lanes">,
  names: readonly LaneName[],
): Promise<readonly LaneRow[]> {
  const columns = [
    names.map(({ channel }) => channel),
    names.map(({ deliveryKey }) => deliveryKey),
  ];
  const wanted =
    "unnest($1::text[], $2::text[]) WITH ORDINALITY AS v(channel, delivery_key, place)";
  const isSame = "l.channel = v.channel AND l.delivery_key = v.delivery_key";
  await client.query(
    `INSERT INTO ${lanes} (channel, delivery_key) SELECT v.channel, v.delivery_key FROM ${wanted}
     WHERE NOT EXISTS (SELECT FROM ${lanes} l WHERE ${isSame})
     ORDER BY v.place ON CONFLICT DO NOTHING`,
    columns,
  );
  const { rows } = await client.query<LaneRow>(
    `SELECT l.id, l.channel, l.delivery_key AS "deliveryKey" FROM ${lanes} l JOIN ${wanted} ON ${isSame}`,
    columns,
  );
  return rows;
}

/**
 * Numbers delivery keys.
 *
 * @param tables - The table that they are in.
 * @returns The numbers.
 */
export function createLanes(tables: Pick<Tables, "lanes">): Lanes {
  const known = new Map<string, number>();
  return {
    number: async (client, names) => {
      const each = new Map(names.map((name) => [toLaneText(name), name]));
      const unknown = [...each].filter(([text]) => !known.has(text)).map(([, name]) => name);
      const rows = unknown.length === 0 ? [] : await load(client, tables, unknown);
      const numbers = new Map(rows.map((row) => [toLaneText(row), Number(row.id)]));
      // They are taken out at once: what is known may be forgotten before they are used.
      for (const text of each.keys()) numbers.set(text, numbers.get(text) ?? known.get(text) ?? 0);
      return numbers;
    },
    remember: (numbers) => {
      if (known.size + numbers.size > MAXIMUM_KNOWN) known.clear();
      for (const [text, number] of numbers) known.set(text, number);
    },
  };
}
