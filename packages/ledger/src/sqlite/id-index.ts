import { isHexadecimal, toStoredId } from "./ids.ts";
import type { Statements } from "./statements.ts";

/** How many ids are gathered before they are merged. */
const MAXIMUM_NEW = 65_536;

/** Finds the rows of records or deliveries by their ids. */
export interface IdIndex {
  /** Gives the number of one id. */
  find(id: string): number | undefined;
  /** Gives the numbers of those ids that are there. */
  findAll(ids: readonly string[]): Map<string, number>;
  /** Adds the ids of all rows from a number on; only within a transaction. */
  addFrom(sequence: number, count: number): void;
  /** Forgets what was counted, because a transaction was rolled back. */
  forget(): void;
}

interface Found {
  readonly position: number;
  readonly seq: number;
}

/**
 * Puts an index on the ids of a table. Ids are hashes, so that every new one belongs to another page; a
 * single tree of a million would write a page for each. They are gathered in a small tree, which stays in
 * memory, and merged into the large one in order. A newer number of an id counts.
 *
 * @param statements - The database's statements.
 * @param table - `record` or `delivery`.
 * @returns The index.
 */
export function createIdIndex(statements: Statements, table: "delivery" | "record"): IdIndex {
  const [all, fresh] = [`${table}_ids`, `new_${table}_ids`];
  const rows = table === "record" ? "records" : "deliveries";
  let newCount: number | undefined;

  function findIn(ids: readonly string[], value: string, found: Map<string, number>): void {
    if (ids.length === 0) return;
    const from = (tree: string): string =>
      `SELECT j.key AS position, i.seq FROM json_each(?1) j CROSS JOIN ${tree} i ON i.id = ${value}`;
    const json = JSON.stringify(ids);
    for (const tree of [all, fresh]) {
      for (const { position, seq } of statements.all<Found>(from(tree), json)) {
        found.set(ids[position] ?? "", seq);
      }
    }
  }

  return {
    find: (id) => {
      const stored = toStoredId(id);
      const from = (tree: string): string => `SELECT seq FROM ${tree} WHERE id = ?`;
      const found =
        statements.get<{ seq: number }>(from(fresh), stored) ??
        statements.get<{ seq: number }>(from(all), stored);
      return found?.seq;
    },
    findAll: (ids) => {
      const found = new Map<string, number>();
      findIn(ids.filter(isHexadecimal), "unhex(j.value)", found);
      findIn(
        ids.filter((id) => !isHexadecimal(id)),
        "j.value",
        found,
      );
      return found;
    },
    addFrom: (sequence, count) => {
      statements.run(
        `INSERT OR REPLACE INTO ${fresh} SELECT id, seq FROM ${rows} WHERE seq >= ?`,
        sequence,
      );
      newCount ??=
        statements.get<{ count: number }>(`SELECT count(*) AS count FROM ${fresh}`)?.count ?? 0;
      newCount += count;
      if (newCount < MAXIMUM_NEW) return;
      statements.run(`INSERT OR REPLACE INTO ${all} SELECT id, seq FROM ${fresh} ORDER BY id`);
      statements.run(`DELETE FROM ${fresh}`);
      newCount = 0;
    },
    forget: () => {
      newCount = undefined;
    },
  };
}
