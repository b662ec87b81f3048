import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { RecordState } from "@usage-billing/ledger";
import type { Group } from "./match-group.ts";
import { type HeldPiece, isClosedWithoutReference, type ReportedPiece } from "./piece.ts";
import type { DifferenceKind } from "./reconcile-types.ts";
import { standingOf } from "./standing.ts";

/** The first reading of both sides, or the second one of what differed in the first. */
export type Look = "first" | "second";

/** The pieces of one key. */
export interface KeyedGroup extends Group {
  readonly key: string;
}

/**
 * Durability is of no use to a file that is made anew each time; memory is bounded by the cache, and
 * sorting goes to the disk.
 */
const SETTINGS = `
  PRAGMA page_size = 8192; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
  PRAGMA locking_mode = EXCLUSIVE; PRAGMA cache_size = -4096; PRAGMA temp_store = FILE;`;

const pieceTable = (look: Look): string => `
  CREATE TABLE ${look}_pieces (
    key TEXT NOT NULL,
    side INTEGER NOT NULL, -- 0 reported, 1 held
    quantity TEXT NOT NULL,
    special INTEGER NOT NULL, -- 0 where only the quantity can differ
    record TEXT,
    reference TEXT,
    word TEXT NOT NULL, -- the ledger's state, or the channel's
    extra TEXT, -- what was stored, or the billing reference
    may_be_trimmed INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE ${look}_odd (key TEXT PRIMARY KEY) WITHOUT ROWID, STRICT;`;

/** Found by SQLite itself, so that pairs without a difference never come back into this process. */
const findOdd = (look: Look): string => `
  INSERT INTO ${look}_odd SELECT key FROM ${look}_pieces GROUP BY key
  HAVING NOT (count(*) = 2 AND min(side) = 0 AND max(side) = 1 AND max(special) = 0
    AND min(quantity) = max(quantity) AND min(record) = max(record))`;

/** A piece that was taken out again. */
export interface ForgottenPiece {
  readonly key: string;
  readonly quantity: string;
}

/** The part of a key before its first separator. */
const SUBSCRIPTION = "substr(key, 1, instr(key, char(31)) - 1)";

interface PieceRow {
  readonly key: string;
  readonly side: number;
  readonly quantity: string;
  readonly record: string | null;
  readonly reference: string | null;
  readonly word: string;
  readonly extra: string | null;
  readonly may_be_trimmed: number;
}

function toReported(row: PieceRow): ReportedPiece {
  return {
    recordId: row.record ?? "",
    state: row.word as RecordState,
    quantity: row.quantity,
    mayBeTrimmed: row.may_be_trimmed === 1,
    ...(row.extra === null ? {} : { stored: row.extra }),
    ...(row.reference === null ? {} : { reference: row.reference }),
  };
}

function toHeld(row: PieceRow): HeldPiece {
  return {
    reference: row.reference ?? "",
    quantity: row.quantity,
    status: row.word,
    ...(row.record === null ? {} : { recordId: row.record }),
    ...(row.extra === null ? {} : { billingReference: row.extra }),
  };
}

function* groupRows(rows: Iterable<PieceRow>): Generator<KeyedGroup> {
  let group: { key: string; reported: ReportedPiece[]; held: HeldPiece[] } | undefined;
  for (const row of rows) {
    if (group?.key !== row.key) {
      if (group !== undefined) yield group;
      group = { key: row.key, reported: [], held: [] };
    }
    if (row.side === 0) group.reported.push(toReported(row));
    else group.held.push(toHeld(row));
  }
  if (group !== undefined) yield group;
}

/**
 * Makes a database in a file of its own.
 *
 * @param parent - The folder of temporary files; the system's by default.
 * @returns The database, and what removes it.
 */
export async function openTemporaryDatabase(
  parent: string = tmpdir(),
): Promise<{ readonly database: DatabaseSync; readonly remove: () => void }> {
  // Loaded when it is needed, because a reporter also works where there is no SQLite.
  const { DatabaseSync: Database } = await import("node:sqlite");
  const folder = mkdtempSync(join(parent, "usage-billing-reconcile-"));
  const removeFolder = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    const database = new Database(join(folder, "pieces.db"));
    database.exec(SETTINGS);
    let isOpen = true;
    const remove = (): void => {
      if (isOpen) database.close();
      isOpen = false;
      removeFolder();
    };
    return { database, remove };
  } catch (error) {
    removeFolder();
    throw error;
  }
}

/** Keeps the pieces of both sides on the disk and finds the groups that are not plainly equal. */
export class PieceStore {
  readonly #database: DatabaseSync;
  readonly #inserts: Readonly<Record<Look, StatementSync>>;
  readonly #isAgain: StatementSync;

  /**
   * Makes the tables.
   *
   * @param database - A database that has none of them.
   */
  constructor(database: DatabaseSync) {
    this.#database = database;
    database.exec(pieceTable("first") + pieceTable("second"));
    database.exec("CREATE TABLE again (key TEXT PRIMARY KEY) WITHOUT ROWID, STRICT");
    this.#isAgain = database.prepare("SELECT 1 FROM again WHERE key = ?");
    const insertInto = (look: Look): StatementSync =>
      database.prepare(`INSERT INTO ${look}_pieces VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`);
    this.#inserts = { first: insertInto("first"), second: insertInto("second") };
    database.exec("BEGIN");
  }

  /** Adds a record. */
  addReported(look: Look, key: string, piece: ReportedPiece): void {
    const { recordId, state, quantity, stored, mayBeTrimmed, reference } = piece;
    const isSpecial = standingOf(state) !== "expected" || stored !== undefined;
    this.#inserts[look].run(
      ...[key, 0, quantity, Number(isSpecial), recordId, reference ?? null, state, stored ?? null],
      Number(mayBeTrimmed),
    );
  }

  /** Adds a piece of held usage. */
  addHeld(look: Look, key: string, piece: HeldPiece): void {
    const { recordId, quantity, status, billingReference, reference } = piece;
    const isSpecial = isClosedWithoutReference(piece);
    this.#inserts[look].run(
      ...[key, 1, quantity, Number(isSpecial), recordId ?? null, reference, status],
      ...[billingReference ?? null, 0],
    );
  }

  /** The place up to which a look has pieces. */
  mark(look: Look): number {
    const sql = `SELECT max(rowid) AS last FROM ${look}_pieces`;
    return Number(this.#database.prepare(sql).get()?.["last"] ?? 0);
  }

  /** Takes out the held pieces that were added after a place, and names them. */
  forgetAfter(look: Look, mark: number): readonly ForgottenPiece[] {
    const sql = `DELETE FROM ${look}_pieces WHERE rowid > ? RETURNING key, quantity`;
    return this.#database.prepare(sql).all(mark) as unknown as readonly ForgottenPiece[];
  }

  /** Finds the groups of a look that are not plainly equal, and tells how many there are. */
  findOdd(look: Look): number {
    return Number(this.#database.prepare(findOdd(look)).run().changes);
  }

  /** Lists the groups that {@link findOdd} found, ordered by key. */
  oddGroups(look: Look): Generator<KeyedGroup> {
    const sql = `SELECT p.* FROM ${look}_pieces p JOIN ${look}_odd o ON o.key = p.key ORDER BY p.key, p.rowid`;
    return groupRows(this.#database.prepare(sql).iterate() as Iterable<never>);
  }

  /** Lists all groups of the second look, ordered by key. */
  secondGroups(): Generator<KeyedGroup> {
    const sql = "SELECT * FROM second_pieces ORDER BY key, rowid";
    return groupRows(this.#database.prepare(sql).iterate() as Iterable<never>);
  }

  /** The ids of records of the first look that are in some states. */
  *recordsIn(states: readonly RecordState[]): Generator<string> {
    const sql = `SELECT record FROM first_pieces WHERE side = 0
      AND word IN (SELECT value FROM json_each(?)) ORDER BY rowid`;
    const rows = this.#database.prepare(sql).iterate(JSON.stringify(states));
    for (const { record } of rows) yield String(record);
  }

  /** The subscriptions of the first look that have a record in one of some states. */
  subscriptionsIn(states: readonly RecordState[]): ReadonlySet<string> {
    const sql = `SELECT DISTINCT ${SUBSCRIPTION} AS subscription FROM first_pieces
      WHERE side = 0 AND word IN (SELECT value FROM json_each(?))`;
    const rows = this.#database.prepare(sql).all(JSON.stringify(states));
    return new Set(rows.map(({ subscription }) => String(subscription)));
  }

  /** Marks the groups with differences of some kinds, which are to be looked at again. */
  chooseAgain(kinds: readonly DifferenceKind[]): number {
    const sql = `INSERT INTO again SELECT DISTINCT key FROM differences
      WHERE kind IN (SELECT value FROM json_each(?))`;
    return Number(this.#database.prepare(sql).run(JSON.stringify(kinds)).changes);
  }

  /** Whether a key's group is looked at again. */
  isAgain(key: string): boolean {
    return this.#isAgain.get(key) !== undefined;
  }

  /** The subscriptions of the groups that are looked at again; so many at most. */
  subscriptionsAgain(limit: number): readonly string[] {
    const sql = `SELECT DISTINCT ${SUBSCRIPTION} AS subscription FROM again LIMIT ?`;
    const rows = this.#database.prepare(sql).all(limit);
    return rows.map(({ subscription }) => String(subscription));
  }

  /** Lists the first look's pieces of the groups that are looked at again. */
  firstGroupsAgain(): Generator<KeyedGroup> {
    const sql =
      "SELECT p.* FROM first_pieces p JOIN again a ON a.key = p.key ORDER BY p.key, p.rowid";
    return groupRows(this.#database.prepare(sql).iterate() as Iterable<never>);
  }

  /** Takes out what was found in the groups that are looked at again. */
  forgetDifferencesAgain(): void {
    this.#database.exec("DELETE FROM differences WHERE key IN (SELECT key FROM again)");
  }
}
