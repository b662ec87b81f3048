import type { Ledger } from "@usage-billing/ledger";
import type { Configuration } from "../configuration/configuration.ts";
import type { CommandContext } from "../context.ts";
import { type LedgerAccess, openConfiguredLedger } from "./open-configured-ledger.ts";

/** The ledger that is worked with, and how it is opened. */
export interface LedgerSource {
  readonly configuration: Configuration;
  readonly access: LedgerAccess;
  readonly context: Pick<CommandContext, "environment" | "now" | "signal" | "warn">;
}

/**
 * Opens the configured ledger for as long as some work takes.
 *
 * @param source - The configuration, and how to open the ledger.
 * @param work - What to do with the ledger.
 * @returns What the work gives.
 * @throws {@link CommandError} When there is no ledger, or its folder cannot be made.
 * @throws {@link LedgerError} When the ledger cannot be opened, for example while another process has it.
 */
export async function withLedger<Result>(
  { configuration, access, context }: LedgerSource,
  work: (ledger: Ledger) => Promise<Result>,
): Promise<Result> {
  const ledger = await openConfiguredLedger(configuration, access, context);
  try {
    return await work(ledger);
  } finally {
    await ledger.close();
  }
}
