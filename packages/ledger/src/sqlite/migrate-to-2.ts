import type { DatabaseSync } from "node:sqlite";
import { LOG_SCHEMA } from "./schema.ts";

/**
 * Facts of version 1 name records and deliveries by their ids, and the keys stand in the state only. Now
 * they refer to the facts that began them, and the log alone gives the state.
 */
const REWRITE_LOG = `
  ALTER TABLE entries RENAME TO entries_1;
  ALTER TABLE records RENAME TO records_1;
  ALTER TABLE deliveries RENAME TO deliveries_1;
  DROP INDEX entries_of_delivery;
  DROP INDEX entries_of_record;
  DROP INDEX waiting_records;
  DROP INDEX records_of_delivery;
  DROP INDEX open_deliveries;
  DROP INDEX deliveries_of_key;
  ${LOG_SCHEMA}

  CREATE TEMP TABLE first_facts (id TEXT PRIMARY KEY, seq INTEGER, lane INTEGER) WITHOUT ROWID;
  INSERT INTO first_facts
    SELECT e.body ->> '$.recordId', min(e.seq), max(r.lane)
    FROM entries_1 e JOIN records_1 r ON r.id = e.body ->> '$.recordId'
    WHERE e.kind = 'taken-in' GROUP BY 1;
  INSERT OR IGNORE INTO lanes (channel, delivery_key) SELECT channel, delivery_key FROM deliveries_1;

  INSERT INTO entries (seq, at, kind, lane, delivery, record, body, bytes)
  SELECT e.seq, e.at, e.kind,
    CASE
      WHEN e.kind = 'intent' THEN (SELECT l.id FROM deliveries_1 d JOIN lanes l
        ON l.channel = d.channel AND l.delivery_key = d.delivery_key WHERE d.id = e.delivery)
      WHEN e.kind IN ('taken-in', 'offered-again') THEN f.lane
    END,
    CASE WHEN e.kind <> 'intent' THEN (SELECT max(i.seq) FROM entries_1 i
      WHERE i.delivery = e.delivery AND i.kind = 'intent' AND i.seq < e.seq) END,
    CASE WHEN e.kind <> 'taken-in' THEN f.seq END,
    CASE e.kind
      WHEN 'intent' THEN json_set(e.body, '$.delivery', e.delivery)
      WHEN 'offered-again' THEN json_remove(e.body, '$.previous')
      ELSE e.body
    END,
    e.bytes
  FROM entries_1 e LEFT JOIN first_facts f
    ON f.id = CASE WHEN e.kind = 'taken-in' THEN e.body ->> '$.recordId' ELSE e.record END
  ORDER BY e.seq;

  DROP TABLE entries_1; DROP TABLE records_1; DROP TABLE deliveries_1; DROP TABLE first_facts;`;

/**
 * Rewrites the log of version 1; only within a transaction, in which a later step derives the state.
 *
 * @param database - A ledger of version 1.
 */
export function migrateToVersion2(database: DatabaseSync): void {
  const index = "CREATE INDEX intents_1 ON entries_1 (delivery, seq) WHERE kind = 'intent';";
  database.exec(REWRITE_LOG.replace("CREATE TEMP", `${index} CREATE TEMP`));
}
