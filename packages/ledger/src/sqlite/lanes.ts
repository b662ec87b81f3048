import type { Statements } from "./statements.ts";

/** How many lanes are kept in memory before all are forgotten. */
const MAXIMUM_KNOWN = 50_000;

/** The numbers of the delivery keys. */
export interface Lanes {
  /** Gives the number of a channel's delivery key, a new one when it has none; only within a transaction. */
  number(channel: string, deliveryKey: string): number;
  /** Forgets what was read, because a transaction was rolled back. */
  forget(): void;
}

/**
 * Numbers delivery keys.
 *
 * @param statements - The database's statements.
 * @returns The numbers.
 */
export function createLanes(statements: Statements): Lanes {
  const known = new Map<string, number>();
  let last = { channel: "", deliveryKey: "", id: 0 };

  function load(channel: string, deliveryKey: string): number {
    const sql = "SELECT id FROM lanes WHERE channel = ? AND delivery_key = ?";
    const found = statements.get<{ id: number }>(sql, channel, deliveryKey);
    if (found !== undefined) return found.id;
    const insert = "INSERT INTO lanes (channel, delivery_key) VALUES (?, ?) RETURNING id";
    return statements.get<{ id: number }>(insert, channel, deliveryKey)?.id ?? 0;
  }

  return {
    number: (channel, deliveryKey) => {
      if (last.deliveryKey === deliveryKey && last.channel === channel && last.id > 0) {
        return last.id;
      }
      const name = `${channel}\n${deliveryKey}`;
      const id = known.get(name) ?? load(channel, deliveryKey);
      if (known.size >= MAXIMUM_KNOWN) known.clear();
      known.set(name, id);
      last = { channel, deliveryKey, id };
      return id;
    },
    forget: () => {
      known.clear();
      last = { channel: "", deliveryKey: "", id: 0 };
    },
  };
}
