import { existsSync, mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { type Ledger, openLedger } from "@usage-billing/ledger";
import { CommandError } from "../command-error.ts";
import type { Configuration } from "../configuration/configuration.ts";

const REASONS: Readonly<Record<string, string>> = {
  EACCES: "this user may not write there",
  EPERM: "this user may not write there",
  EROFS: "the disk is read-only",
  ENOSPC: "the disk is full",
  EEXIST: "a file of that name is in the way",
  ENOTDIR: "a file of that name is in the way",
};

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    const { code = "unknown error" } = error as NodeJS.ErrnoException;
    throw new CommandError(
      `The ledger's folder ${folder} cannot be made: ${REASONS[code] ?? code}. Nothing was sent. Name another place under "ledger" in the configuration.`,
    );
  }
}

/**
 * Opens the configured ledger for as long as some work takes.
 *
 * @param configuration - The configuration.
 * @param work - What to do with the ledger.
 * @returns What the work gives.
 * @throws {@link CommandError} When the ledger's folder cannot be made.
 * @throws {@link LedgerError} When the ledger cannot be opened, for example while another process has it.
 */
export async function withLedger<Result>(
  configuration: Configuration,
  work: (ledger: Ledger) => Promise<Result>,
): Promise<Result> {
  makeFolder(dirname(configuration.ledger));
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
