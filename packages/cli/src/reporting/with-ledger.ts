import { existsSync, mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { type Ledger, openLedger } from "@usage-billing/ledger";
import type { Configuration } from "../configuration/configuration.ts";

/**
 * Opens the configured ledger for as long as some work takes.
 *
 * @param configuration - The configuration.
 * @param work - What to do with the ledger.
 * @returns What the work gives.
 * @throws {@link LedgerError} When the ledger cannot be opened, for example while another process has it.
 */
export async function withLedger<Result>(
  configuration: Configuration,
  work: (ledger: Ledger) => Promise<Result>,
): Promise<Result> {
  mkdirSync(dirname(configuration.ledger), { recursive: true });
  const ledger = await openLedger(configuration.ledger);
  try {
    return await work(ledger);
  } finally {
    await ledger.close();
  }
}

/**
 * Asks the ledger which subscriptions of a channel were ever reported for.
 *
 * @param configuration - The configuration.
 * @param channel - The channel's id.
 * @returns The subscriptions; undefined when there is no ledger yet.
 */
export async function knownSubscriptions(
  configuration: Configuration,
  channel: string,
): Promise<readonly string[] | undefined> {
  if (!existsSync(configuration.ledger)) return undefined;
  return withLedger(configuration, (ledger) => ledger.knownSubscriptions(channel));
}
