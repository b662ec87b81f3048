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
 * The state that is derived from the log and kept in the same transaction; their `seq` is that of the entry
 * that began them. Ids are 16 bytes where they are hexadecimal, otherwise text.
 */
export const STATE_SCHEMA = `
  CREATE TABLE records (
    seq INTEGER PRIMARY KEY,
    id ANY NOT NULL,
    lane INTEGER NOT NULL, -- lanes.id
    state TEXT NOT NULL,
    content INTEGER, -- the seq that has its content, when it was offered again
    delivery INTEGER, -- deliveries.seq
    reference TEXT,
    outcome TEXT,
    replaced_by TEXT,
    replaces TEXT
  ) STRICT;
  CREATE INDEX waiting_records ON records (lane) WHERE state = 'waiting';
  CREATE INDEX records_of_delivery ON records (delivery) WHERE delivery IS NOT NULL;
  CREATE TABLE record_ids (id ANY PRIMARY KEY, seq INTEGER NOT NULL) WITHOUT ROWID, STRICT;

  CREATE TABLE deliveries (
    seq INTEGER PRIMARY KEY,
    id ANY NOT NULL,
    lane INTEGER NOT NULL, -- lanes.id
    state TEXT NOT NULL,
    planned INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    intended_at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX open_deliveries ON deliveries (seq) WHERE state <> 'settled';
  CREATE INDEX deliveries_of_lane ON deliveries (lane);
  CREATE TABLE delivery_ids (id ANY PRIMARY KEY, seq INTEGER NOT NULL) WITHOUT ROWID, STRICT;

  -- Up to which row the ids are in record_ids and delivery_ids.
  CREATE TABLE indexed (subject TEXT PRIMARY KEY, seq INTEGER NOT NULL) WITHOUT ROWID, STRICT;
  INSERT INTO indexed VALUES ('record', 0), ('delivery', 0);`;

/** Empties the derived state. */
export const CLEAR_STATE = `
  DELETE FROM records; DELETE FROM record_ids;
  DELETE FROM deliveries; DELETE FROM delivery_ids;
  UPDATE indexed SET seq = 0;`;
