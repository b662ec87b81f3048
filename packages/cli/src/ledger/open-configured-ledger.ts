import { existsSync, mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { type Ledger, openLedger } from "@usage-billing/ledger";
import { CommandError } from "../command-error.ts";
import type { Configuration } from "../configuration/configuration.ts";
import type { CommandContext } from "../context.ts";
import { assertAccounts } from "./accounts.ts";
import { isInUse } from "./is-in-use.ts";
import { openSharedLedger } from "./open-shared-ledger.ts";

/** How a ledger is opened. */
export interface LedgerAccess {
  /** Whether a ledger is made where there is none; otherwise there has to be one. */
  readonly create: boolean;
  /** How long to wait while another process has it, in milliseconds. */
  readonly wait: number;
  /** Whether it may be of other accounts than the configuration says, where nothing is done with them. */
  readonly anyAccount?: boolean;
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: "this user may not write there",
  EPERM: "this user may not write there",
  EROFS: "the disk is read-only",
  ENOSPC: "the disk is full",
  EEXIST: "a file of that name is in the way",
  ENOTDIR: "a file of that name is in the way",
};

const TRY_EVERY = 100;

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

function requireFile(file: string): void {
  if (existsSync(file)) return;
  throw new CommandError(
    `There is no ledger ${file}: nothing was reported with this configuration yet. Name another with --config FILE.`,
  );
}

/** Tries until the process that has the ledger is done with it, or the time is over. */
async function openFile(
  file: string,
  wait: number,
  { signal, warn, now }: Pick<CommandContext, "now" | "signal" | "warn">,
): Promise<Ledger> {
  for (let waited = 0; ; waited += TRY_EVERY) {
    try {
      return await openLedger(file, now === undefined ? {} : { now });
    } catch (error) {
      if (!isInUse(error) || waited >= wait) throw error;
      if (waited === 0) warn(`Another process has the ledger ${file}; waiting for it.`);
      await pause(TRY_EVERY, undefined, { signal });
    }
  }
}

/**
 * Opens the ledger that the configuration names.
 *
 * @param configuration - The configuration.
 * @param access - Whether to make it, and how long to wait for it.
 * @param context - The environment, the signal that ends the waiting, and where that is said.
 * @returns The ledger; close it.
 * @throws {@link CommandError} When there is none, its folder cannot be made, its connection string is missing,
 * or it is of other accounts than the configuration says.
 * @throws {@link LedgerError} When it cannot be opened, for example while another process has it.
 */
export async function openConfiguredLedger(
  configuration: Configuration,
  access: LedgerAccess,
  context: Pick<CommandContext, "environment" | "now" | "signal" | "warn">,
): Promise<Ledger> {
  const ledger = await openPlace(configuration, access, context);
  if (access.anyAccount === true) return ledger;
  try {
    await assertAccounts(ledger, configuration, context.environment);
    return ledger;
  } catch (error) {
    await ledger.close();
    throw error;
  }
}

async function openPlace(
  { ledger: place }: Pick<Configuration, "ledger">,
  access: LedgerAccess,
  context: Pick<CommandContext, "environment" | "now" | "signal" | "warn">,
): Promise<Ledger> {
  if (place.kind === "postgres") return openSharedLedger(place, context);
  if (access.create) makeFolder(dirname(place.file));
  else requireFile(place.file);
  return openFile(place.file, access.wait, context);
}
