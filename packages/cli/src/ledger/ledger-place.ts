/** A ledger in one file, for one machine. */
export interface FilePlace {
  readonly kind: "file";
  /** The absolute path. */
  readonly file: string;
}

/** A ledger in a PostgreSQL database, for any number of machines. */
export interface PostgresPlace {
  readonly kind: "postgres";
  /** The schema of its tables; the ledger's own default when left out. */
  readonly schema?: string;
}

/** Where the ledger is kept. */
export type LedgerPlace = FilePlace | PostgresPlace;

/** The environment variable that holds the connection string of a ledger in PostgreSQL. */
export const LEDGER_URL = "USAGE_BILLING_LEDGER_URL";

/**
 * Names a ledger in messages.
 *
 * @param place - Where it is kept.
 * @returns Its path; of a database nothing that could hold a secret.
 */
export function describePlace(place: LedgerPlace): string {
  if (place.kind === "file") return place.file;
  return place.schema === undefined ? "in PostgreSQL" : `in PostgreSQL (schema ${place.schema})`;
}
