import { fromStoredId, isHexadecimal, type StoredId, toStoredId } from "./ids.ts";
import type { Statements } from "./statements.ts";

/** How many ids are kept in memory before they are merged into the tree. */
const MAXIMUM_NEW = 131_072;

/** Finds the rows of records or deliveries by their ids. */
export interface IdIndex {
  /** Gives the number of one id. */
  find(id: string): number | undefined;
  /** Gives the number of one id when it is not in the tree yet. */
  findNew(id: string): number | undefined;
  /** Gives the numbers of those ids that are there. */
  findAll(ids: readonly string[]): Map<string, number>;
  /** Adds a row that was just written; only within a transaction. */
  add(id: string, sequence: number): void;
  /** Merges when there are many new ids; only within a transaction, at its end. */
  merge(): void;
  /** Forgets what was read, because a transaction was rolled back or the rows were replaced. */
  forget(): void;
}

interface Found {
  readonly position: number;
  readonly seq: number;
}

/** Looks ids up in the tree. */
function searchTree(
  statements: Statements,
  tree: string,
  ids: readonly string[],
): (readonly [id: string, seq: number])[] {
  const bytes: string[] = [];
  const texts: string[] = [];
  for (const id of ids) (isHexadecimal(id) ? bytes : texts).push(id);
  const found: (readonly [id: string, seq: number])[] = [];
  for (const [group, value] of [[bytes, "unhex(j.value)"] as const, [texts, "j.value"] as const]) {
    if (group.length === 0) continue;
    const sql = `SELECT j.key AS position, i.seq
      FROM json_each(?1) j CROSS JOIN ${tree} i ON i.id = ${value}`;
    for (const { position, seq } of statements.all<Found>(sql, JSON.stringify(group))) {
      found.push([group[position] ?? "", seq]);
    }
  }
  return found;
}

/**
 * Puts an index on the ids of a table. Ids are hashes, so that every one belongs to another page of a
 * tree, and a tree of a million would write a page for each. So the rows above a mark are found by their
 * ids in memory; when there are many, they are merged into the tree in order, and the mark is moved.
 * A newer row of an id counts.
 *
 * @param statements - The database's statements.
 * @param subject - What the rows are.
 * @param merge - Merges what else goes by the same mark, before it is moved.
 * @returns The index.
 */
export function createIdIndex(
  statements: Statements,
  subject: "delivery" | "record",
  merge?: () => void,
): IdIndex {
  const tree = `${subject}_ids`;
  const rows = subject === "record" ? "records" : "deliveries";
  let known: Map<string, number> | undefined;

  function fresh(): Map<string, number> {
    if (known !== undefined) return known;
    const sql = `SELECT id, seq FROM ${rows}
      WHERE seq > (SELECT seq FROM indexed WHERE subject = ?) ORDER BY seq`;
    const added = statements.all<{ id: StoredId; seq: number }>(sql, subject);
    known = new Map(added.map(({ id, seq }) => [fromStoredId(id), seq]));
    return known;
  }

  return {
    find: (id) => {
      const sql = `SELECT seq FROM ${tree} WHERE id = ?`;
      return fresh().get(id) ?? statements.get<{ seq: number }>(sql, toStoredId(id))?.seq;
    },
    findNew: (id) => fresh().get(id),
    findAll: (ids) => {
      const found = new Map<string, number>();
      const others: string[] = [];
      const inMemory = fresh();
      for (const id of ids) {
        const sequence = inMemory.get(id);
        if (sequence === undefined) others.push(id);
        else found.set(id, sequence);
      }
      for (const [id, sequence] of searchTree(statements, tree, others)) found.set(id, sequence);
      return found;
    },
    add: (id, sequence) => {
      fresh().set(id, sequence);
    },
    merge: () => {
      if (known === undefined || known.size < MAXIMUM_NEW) return;
      merge?.();
      const mark = "(SELECT seq FROM indexed WHERE subject = ?)";
      statements.run(
        `INSERT OR REPLACE INTO ${tree} SELECT id, seq FROM ${rows} WHERE seq > ${mark} ORDER BY id, seq`,
        subject,
      );
      statements.run(
        `UPDATE indexed SET seq = (SELECT max(seq) FROM ${rows}) WHERE subject = ?`,
        subject,
      );
      known = new Map();
    },
    forget: () => {
      known = undefined;
    },
  };
}
