import { redactSecrets } from "@usage-billing/core";
import { LedgerError } from "@usage-billing/ledger";
import { Client, type ClientConfig } from "pg";

/** Where a ledger is kept. */
export interface Place {
  /** Host, port, database and schema, without credentials: for messages. */
  readonly name: string;
  /** The role that connects. */
  readonly role: string;
  /** What must never be seen in a message. */
  readonly secrets: readonly string[];
}

function readConfig(config: ClientConfig): Client {
  try {
    return new Client(config);
  } catch {
    // What is wrong with it would be said with the text itself, which holds the password.
    throw new LedgerError(
      "on PostgreSQL",
      "has a connection string that cannot be read; it looks like postgresql://ROLE:PASSWORD@HOST:5432/DATABASE, with special characters of the password in percent-encoding",
    );
  }
}

/**
 * Says where a ledger is kept, without credentials.
 *
 * @param config - How the server is reached.
 * @param schema - The schema that the ledger is in.
 * @returns The place.
 * @throws {@link LedgerError} When the connection string cannot be read.
 */
export function describePlace(config: ClientConfig, schema: string): Place {
  const { host, port, database, user, password } = readConfig(config);
  const secret = typeof password === "string" ? password : "";
  const secrets = [secret, encodeURIComponent(secret)];
  const name = `postgresql://${host}:${port}/${database ?? ""} (schema ${schema})`;
  return { name: redactSecrets(name, secrets), role: user ?? "", secrets };
}
