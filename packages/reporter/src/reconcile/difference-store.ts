import type { DatabaseSync } from "node:sqlite";
import type { Problem } from "@usage-billing/core";
import type { HeldPiece } from "./piece.ts";
import type { DifferenceKind } from "./reconcile-types.ts";

/** A difference as it is kept: the record by its id, what is held with the key that tells its fact. */
export interface KeptDifference {
  /** Its number. */
  readonly id: number;
  /** The key of the group that it was found in. */
  readonly key: string;
  readonly kind: DifferenceKind;
  readonly recordId?: string;
  /** What was reported with it, exact decimal text. */
  readonly quantity?: string;
  readonly held?: HeldPiece & { readonly key: string };
  /** What the channel said when it was asked for the record itself. */
  readonly problem?: Problem;
}

interface DifferenceRow {
  readonly id: number;
  readonly key: string;
  readonly kind: DifferenceKind;
  readonly record: string | null;
  readonly quantity: string | null;
  readonly held: string | null;
  readonly problem: string | null;
}

const SCHEMA = `
  CREATE TABLE differences (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL,
    kind TEXT NOT NULL,
    record TEXT,
    quantity TEXT, -- of the record
    held TEXT, -- JSON
    problem TEXT, -- JSON
    delivery TEXT -- while the channel is asked for the record itself
  ) STRICT;`;

function toDifference({ id, key, kind, ...row }: DifferenceRow): KeptDifference {
  return {
    ...{ id, key, kind },
    ...(row.record === null ? {} : { recordId: row.record }),
    ...(row.quantity === null ? {} : { quantity: row.quantity }),
    ...(row.held === null ? {} : { held: JSON.parse(row.held) }),
    ...(row.problem === null ? {} : { problem: JSON.parse(row.problem) }),
  };
}

/** Keeps what differs on the disk: it may be everything. */
export class DifferenceStore {
  readonly #database: DatabaseSync;

  /**
   * Makes the table.
   *
   * @param database - A database that has it not.
   */
  constructor(database: DatabaseSync) {
    this.#database = database;
    database.exec(SCHEMA);
  }

  /** Adds a difference. */
  add({ key, kind, recordId, quantity, held, problem }: Omit<KeptDifference, "id">): void {
    const sql = `INSERT INTO differences (key, kind, record, quantity, held, problem) VALUES (?, ?, ?, ?, ?, ?)`;
    this.#run(
      ...[sql, key, kind, recordId ?? null, quantity ?? null],
      held === undefined ? null : JSON.stringify(held),
      problem === undefined ? null : JSON.stringify(problem),
    );
  }

  /** Takes a difference out. */
  remove(id: number): void {
    this.#run("DELETE FROM differences WHERE id = ?", id);
  }

  /** Puts another difference in the place of one. */
  replace(id: number, difference: Omit<KeptDifference, "id">): void {
    this.remove(id);
    this.add(difference);
  }

  /** Says which delivery a difference's record went with, for {@link ofDelivery}. */
  assign(id: number, deliveryId: string): void {
    this.#run("UPDATE differences SET delivery = ? WHERE id = ?", deliveryId, id);
  }

  /** The deliveries that were assigned, ordered; so many at most. */
  deliveries(limit: number): readonly string[] {
    const sql = "SELECT DISTINCT delivery FROM differences WHERE delivery > '' ORDER BY 1 LIMIT ?";
    return this.#database
      .prepare(sql)
      .all(limit)
      .map(({ delivery }) => String(delivery));
  }

  /** The differences of one delivery's records. */
  ofDelivery(deliveryId: string): readonly KeptDifference[] {
    const sql = "SELECT * FROM differences WHERE delivery = ? ORDER BY id";
    const rows = this.#database.prepare(sql).all(deliveryId) as unknown[];
    return (rows as DifferenceRow[]).map(toDifference);
  }

  /** The differences of some kinds or of all, in the order of their keys. Do not change them meanwhile. */
  *list(kinds?: readonly DifferenceKind[]): Generator<KeptDifference> {
    const sql = `SELECT * FROM differences
      WHERE ?1 IS NULL OR kind IN (SELECT value FROM json_each(?1)) ORDER BY key, id`;
    const wanted = kinds === undefined ? null : JSON.stringify(kinds);
    const rows = this.#database.prepare(sql).iterate(wanted) as Iterable<never>;
    for (const row of rows) yield toDifference(row);
  }

  /** Pairs what is missing with usage that carries its id in another group: it was altered there. */
  joinAltered(): void {
    const sql = `SELECT m.id AS missing, m.key, m.record, m.quantity, u.id AS unknown, u.held
      FROM differences m JOIN differences u ON u.kind = 'unknown-here' AND u.held ->> '$.recordId' = m.record
      WHERE m.kind = 'missing-there' ORDER BY m.id, u.id`;
    const seen = new Set<number>();
    for (const row of this.#database.prepare(sql).all()) {
      const [missing, unknown] = [Number(row["missing"]), Number(row["unknown"])];
      if (seen.has(missing)) continue;
      seen.add(missing);
      this.remove(unknown);
      const { key, record, quantity, held } = row as Record<string, string>;
      this.replace(missing, {
        ...{ key: key ?? "", kind: "altered", recordId: record ?? "", quantity: quantity ?? "" },
        held: JSON.parse(held ?? ""),
      });
    }
  }

  #run(sql: string, ...values: readonly (number | string | null)[]): void {
    this.#database.prepare(sql).run(...values);
  }
}
