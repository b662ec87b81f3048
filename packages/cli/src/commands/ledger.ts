import { statSync } from "node:fs";
import { resolve } from "node:path";
import type { Ledger, LedgerDifference, LedgerVerification } from "@usage-billing/ledger";
import { EXIT } from "../command-error.ts";
import { loadConfiguration } from "../configuration/load-configuration.ts";
import type { CommandContext } from "../context.ts";
import { withLedger } from "../ledger/with-ledger.ts";
import { count } from "../output/count.ts";
import { toPrintable } from "../output/printable.ts";

/** What `usage-billing ledger …` takes. */
export interface LedgerOptions {
  readonly config: string;
  readonly json?: boolean;
  readonly yes?: boolean;
  /** How long to wait while another process has the ledger, in milliseconds. */
  readonly wait: number;
}

const SHOWN = 20;

async function withConfiguredLedger(
  options: LedgerOptions,
  context: CommandContext,
  work: (ledger: Ledger) => Promise<void>,
): Promise<void> {
  const configuration = await loadConfiguration(options.config);
  const access = { create: false, wait: options.wait, anyAccount: true };
  await withLedger({ configuration, access, context }, work);
}

function formatDifference({ subject, id, kept, rebuilt }: LedgerDifference): string {
  const is = kept ?? "missing";
  const should = rebuilt ?? "nothing";
  return toPrintable(`${subject} ${id} is ${is}; the log gives ${should}`);
}

function formatDifferences({
  differences,
  differenceCount,
}: LedgerVerification): readonly string[] {
  const shown = differences.slice(0, SHOWN).map(formatDifference);
  const more = differenceCount - shown.length;
  return [...shown, ...(more > 0 ? [`… and ${more} more`] : [])];
}

/**
 * Derives the ledger's state from its log again and says what differs. Changes nothing.
 *
 * @param options - The command's options.
 * @param context - Where output goes.
 */
export async function verifyLedger(options: LedgerOptions, context: CommandContext): Promise<void> {
  await withConfiguredLedger(options, context, async (ledger) => {
    const verification = await ledger.verify();
    const { entries, differenceCount } = verification;
    if (differenceCount > 0) context.end(EXIT.refused);
    if (options.json === true) return context.print(JSON.stringify(verification));
    for (const line of formatDifferences(verification)) context.print(line);
    context.print(
      differenceCount === 0
        ? `${ledger.file} has ${count(entries, "fact")}, and the state that it keeps is what they give.`
        : `${ledger.file} has ${count(entries, "fact")}; ${differenceCount} of its records and deliveries are not as they give. The log is the truth: run "usage-billing ledger rebuild".`,
    );
  });
}

/**
 * Derives the ledger's state from its log again and keeps that.
 *
 * @param options - The command's options.
 * @param context - Where output goes.
 */
export async function rebuildLedger(
  options: LedgerOptions,
  context: CommandContext,
): Promise<void> {
  await withConfiguredLedger(options, context, async (ledger) => {
    const before = await ledger.rebuild();
    if (options.json === true) return context.print(JSON.stringify(before));
    for (const line of formatDifferences(before)) context.print(line);
    context.print(
      `The state of ${ledger.file} was derived from its ${count(before.entries, "fact")} again; ${before.differenceCount === 0 ? "nothing was different" : `what is listed above was different (${before.differenceCount})`}.`,
    );
  });
}

/**
 * Writes a consistent copy of the ledger.
 *
 * @param file - Where to; no file may be there.
 * @param options - The command's options.
 * @param context - Where output goes.
 */
export async function backUpLedger(
  file: string,
  options: LedgerOptions,
  context: CommandContext,
): Promise<void> {
  await withConfiguredLedger(options, context, async (ledger) => {
    const path = resolve(file);
    await ledger.backup(path);
    const { size: bytes } = statSync(path);
    const result = { ledger: ledger.file, backup: path, bytes };
    if (options.json === true) return context.print(JSON.stringify(result));
    context.print(
      `${path} is a copy of ${ledger.file} (${count(bytes, "byte")}). To restore it, end every command that uses the ledger, put the copy in its place, remove its -wal file if there is one, and run "usage-billing ledger verify".`,
    );
  });
}

/**
 * Brings a ledger of an older version to the present one, which every command does as well, and checks it.
 *
 * @param options - The command's options.
 * @param context - Where output goes.
 */
export async function upgradeLedger(
  options: LedgerOptions,
  context: CommandContext,
): Promise<void> {
  await verifyLedger(options, context);
}
