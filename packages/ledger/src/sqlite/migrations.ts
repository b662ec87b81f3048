import type { DatabaseSync } from "node:sqlite";
import { LedgerError } from "../ledger-error.ts";
import { migrateToVersion2 } from "./migrate-to-2.ts";
import { replayLog } from "./replay.ts";
import { DROP_STATE, LINK_FACTS, STATE_SCHEMA } from "./schema.ts";
import { createState } from "./state.ts";
import { createStatements } from "./statements.ts";

/** Marks an SQLite file as a ledger of this project: "UBLG". */
export const APPLICATION_ID = 0x55424c47;

/** What version 1 was; later steps begin with it. */
const VERSION_1 = `
  CREATE TABLE entries (
    seq INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    kind TEXT NOT NULL,
    delivery TEXT,
    record TEXT, -- of facts about one record but 'taken-in', whose body is the record
    body TEXT NOT NULL,
    bytes BLOB -- of an 'intent': what is sent
  ) STRICT;
  CREATE INDEX entries_of_delivery ON entries (delivery) WHERE delivery IS NOT NULL;
  CREATE INDEX entries_of_record ON entries (record) WHERE record IS NOT NULL;

  CREATE TABLE lanes (
    id INTEGER PRIMARY KEY,
    channel TEXT NOT NULL,
    delivery_key TEXT NOT NULL,
    UNIQUE (channel, delivery_key)
  ) STRICT;

  CREATE TABLE records (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    lane INTEGER NOT NULL, -- lanes.id
    state TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    delivery INTEGER, -- deliveries.seq
    reference TEXT,
    outcome TEXT,
    replaced_by TEXT
  ) STRICT;
  CREATE INDEX waiting_records ON records (lane) WHERE state = 'waiting';
  CREATE INDEX records_of_delivery ON records (delivery) WHERE delivery IS NOT NULL;

  CREATE TABLE deliveries (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    channel TEXT NOT NULL,
    delivery_key TEXT NOT NULL,
    state TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    intended_at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX open_deliveries ON deliveries (channel) WHERE state <> 'settled';
  CREATE INDEX deliveries_of_key ON deliveries (channel, delivery_key);
  `;

type Step = (database: DatabaseSync, file: string) => void;

/**
 * Puts the state that the log gives in the place of an earlier version's, whatever that was; so only the last
 * step that says another form of it has to do so.
 */
function deriveState(database: DatabaseSync, file: string): void {
  database.exec(`${DROP_STATE} ${STATE_SCHEMA}`);
  const state = createState(createStatements(database));
  replayLog(state, state, { failure: (reason) => new LedgerError(file, reason) });
}

/**
 * The schema as numbered steps, forward only; a file's `user_version` says how many it has.
 * A published step is never edited: add one.
 */
const MIGRATIONS: readonly Step[] = [
  (database) => database.exec(VERSION_1),
  migrateToVersion2,
  (database) => database.exec("CREATE INDEX accounts ON entries (seq) WHERE kind = 'account'"),
  (database) =>
    database.exec("CREATE INDEX windows ON entries (body ->> '$.source') WHERE kind = 'window'"),
  (database, file) => {
    database.exec(LINK_FACTS);
    deriveState(database, file);
  },
  (database) => database.exec("CREATE INDEX revisions ON entries (seq) WHERE kind = 'revision'"),
];

/** The schema version that this code writes. */
export const SCHEMA_VERSION: number = MIGRATIONS.length;

/**
 * Brings a file to {@link SCHEMA_VERSION} in one transaction.
 *
 * @param database - A ledger, or an empty file.
 * @param ledger - Its path, for messages, and how many steps it has.
 */
export function migrate(
  database: DatabaseSync,
  { file, from }: { readonly file: string; readonly from: number },
): void {
  if (from === SCHEMA_VERSION) return;
  database.exec("BEGIN IMMEDIATE");
  for (const step of MIGRATIONS.slice(from)) step(database, file);
  database.exec(`PRAGMA application_id = ${APPLICATION_ID}`);
  database.exec(`PRAGMA user_version = ${SCHEMA_VERSION}`);
  database.exec("COMMIT");
}
