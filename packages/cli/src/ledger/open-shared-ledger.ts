import { MissingConfigurationError } from "@usage-billing/core";
import type { SharedLedger } from "@usage-billing/ledger-postgres";
import type { CommandContext } from "../context.ts";
import { LEDGER_URL, type PostgresPlace } from "./ledger-place.ts";

/**
 * Opens a ledger in PostgreSQL, or makes it. What it takes is loaded only here: most ledgers are files.
 *
 * @param place - Where it is kept.
 * @param context - The environment, which holds the connection string.
 * @returns The ledger; close it.
 * @throws {@link MissingConfigurationError} When the connection string is missing.
 * @throws {@link LedgerError} When the server is not reached, lets the role not in, or holds something else.
 */
export async function openSharedLedger(
  { schema }: PostgresPlace,
  { environment }: Pick<CommandContext, "environment">,
): Promise<SharedLedger> {
  const connectionString = environment[LEDGER_URL]?.trim() ?? "";
  if (connectionString === "") {
    throw new MissingConfigurationError(
      `The ledger is in PostgreSQL and its connection string is missing. Set the environment variable ${LEDGER_URL}, for example postgresql://ROLE@HOST:5432/DATABASE, with the password behind ROLE and a colon.`,
    );
  }
  const { openPostgresLedger } = await import("@usage-billing/ledger-postgres");
  return openPostgresLedger({ connectionString, ...(schema === undefined ? {} : { schema }) });
}
