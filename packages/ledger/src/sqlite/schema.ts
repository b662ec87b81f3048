import { NOTABLE, toRecordCode } from "./codes.ts";

/**
 * The log. Rows are added, never changed: `entries` are the facts, `lanes` numbers the delivery keys that
 * they name. Ids of records and deliveries stand in the bodies; facts refer to the fact that began them.
 */
export const LOG_SCHEMA = `
  CREATE TABLE entries (
    seq INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    clock INTEGER, -- what the clock said, where that was before "at"
    kind TEXT NOT NULL,
    lane INTEGER, -- lanes.id: where a record that is taken in, or a delivery that is intended, belongs
    delivery INTEGER, -- the seq of its intent
    record INTEGER, -- the seq where it was taken in first
    body TEXT NOT NULL,
    bytes BLOB -- of an intent: what is sent
  ) STRICT;
  CREATE INDEX entries_of_delivery ON entries (delivery) WHERE delivery IS NOT NULL;
  CREATE INDEX entries_of_record ON entries (record) WHERE record IS NOT NULL;`;

/**
 * Every fact about a delivery knows the one before it, so that no index has to be written with each.
 * The first fact about a later delivery of the same id knows the last one about the earlier.
 */
export const LINK_FACTS = `
  ALTER TABLE entries ADD COLUMN previous INTEGER;
  CREATE TEMP TABLE links AS
    SELECT seq, lag(seq) OVER (PARTITION BY id ORDER BY seq) AS previous FROM (
      SELECT e.seq, coalesce(i.body, e.body) ->> '$.delivery' AS id
      FROM entries e LEFT JOIN entries i ON i.seq = e.delivery
      WHERE e.delivery IS NOT NULL OR e.kind = 'intent');
  UPDATE entries SET previous = links.previous FROM links WHERE links.seq = entries.seq;
  DROP TABLE links;
  DROP INDEX entries_of_delivery;`;

/** Removes the derived state of an earlier version, of which there may be none. */
export const DROP_STATE = `
  DROP TABLE IF EXISTS records; DROP TABLE IF EXISTS record_ids;
  DROP TABLE IF EXISTS deliveries; DROP TABLE IF EXISTS delivery_ids;
  DROP TABLE IF EXISTS indexed;`;

/**
 * The state that is derived from the log and kept in the same transaction; their `seq` is that of the entry
 * that began them. Ids are 16 bytes where they are hexadecimal, otherwise text. States are numbers (`codes.ts`).
 *
 * A row that grows when it moves would split its page. So what a row gets later has its room from the
 * beginning: a record's own `seq` stands where it is in no delivery or has no outcome.
 */
export const STATE_SCHEMA: string = `
  CREATE TABLE records (
    seq INTEGER PRIMARY KEY,
    id ANY NOT NULL,
    lane INTEGER NOT NULL, -- lanes.id
    state INTEGER NOT NULL,
    content INTEGER, -- the seq that has its content, when it was offered again
    delivery INTEGER NOT NULL, -- deliveries.seq
    outcome INTEGER NOT NULL, -- the seq that has its last outcome
    reference TEXT, -- that of an earlier outcome, where the last one does not repeat it
    replaced_by TEXT,
    replaces TEXT
  ) STRICT;
  CREATE INDEX waiting_records ON records (lane) WHERE state = ${toRecordCode("waiting")};
  CREATE INDEX notable_records ON records (state) WHERE state >= ${NOTABLE};
  CREATE TABLE record_ids (id ANY PRIMARY KEY, seq INTEGER NOT NULL) WITHOUT ROWID, STRICT;

  CREATE TABLE deliveries (
    seq INTEGER PRIMARY KEY,
    id ANY NOT NULL,
    lane INTEGER NOT NULL, -- lanes.id
    state INTEGER NOT NULL,
    planned INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    intended_at INTEGER NOT NULL,
    last INTEGER NOT NULL, -- the seq of the last fact about it
    records TEXT NOT NULL -- the seqs of its records and of their replacements, as "7 9-12"
  ) STRICT;
  CREATE TABLE open_deliveries (seq INTEGER PRIMARY KEY) STRICT; -- those that are not settled
  CREATE TABLE delivery_ids (id ANY PRIMARY KEY, seq INTEGER NOT NULL) WITHOUT ROWID, STRICT;
  CREATE TABLE lane_deliveries (lane INTEGER NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (lane, seq))
    WITHOUT ROWID, STRICT;

  -- Up to which row the ids are in record_ids and delivery_ids, and the lanes in lane_deliveries.
  CREATE TABLE indexed (subject TEXT PRIMARY KEY, seq INTEGER NOT NULL) WITHOUT ROWID, STRICT;
  INSERT INTO indexed VALUES ('record', 0), ('delivery', 0);`;

/** Empties the derived state. */
export const CLEAR_STATE = `
  DELETE FROM records; DELETE FROM record_ids;
  DELETE FROM deliveries; DELETE FROM open_deliveries;
  DELETE FROM delivery_ids; DELETE FROM lane_deliveries;
  UPDATE indexed SET seq = 0;`;
