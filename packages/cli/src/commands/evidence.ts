import { readFile, writeFile } from "node:fs/promises";
import { collectEvidence, type EvidenceSubject, verifyEvidence } from "@usage-billing/evidence";
import type { Ledger } from "@usage-billing/ledger";
import { CommandError, EXIT } from "../command-error.ts";
import type { Configuration } from "../configuration/configuration.ts";
import { CREDENTIALS, readVariable } from "../configuration/credentials.ts";
import { loadConfiguration } from "../configuration/load-configuration.ts";
import type { CommandContext } from "../context.ts";
import { withLedger } from "../ledger/with-ledger.ts";
import { count } from "../output/count.ts";
import { toPrintable } from "../output/printable.ts";
import { findOrSuggest } from "./explain.ts";

/** What `usage-billing evidence` takes. */
export interface EvidenceCommandOptions {
  readonly config: string;
  /** Where the file is written; the result is printed when left out. */
  readonly out?: string;
  /** The version of this program. */
  readonly version: string;
  /** How long to wait while another process has the ledger, in milliseconds. */
  readonly wait: number;
}

/** What `usage-billing evidence verify` takes. */
export interface VerifyOptions {
  /** The head that was kept elsewhere. */
  readonly head?: string;
  readonly json?: boolean;
}

function listSecrets({ channels }: Configuration, { environment }: CommandContext): string[] {
  return [...channels].flatMap(([id, { api }]) =>
    CREDENTIALS[api].flatMap((setting) => readVariable(environment, id, setting) ?? []),
  );
}

async function findSubject(ledger: Ledger, id: string): Promise<EvidenceSubject> {
  if ((await ledger.delivery(id)) !== undefined) return { delivery: id };
  const { record } = await findOrSuggest(ledger, id);
  return { record: record.recordId };
}

async function writeNew(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text, { flag: "wx" });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const reason = code === "EEXIST" ? "it is there already" : code;
    throw new CommandError(
      `The file ${file} cannot be written: ${reason}. Name another with --out.`,
    );
  }
}

/**
 * Writes what happened to a record, or to the records of a delivery, as a file that verifies offline.
 *
 * @param id - The record's id or the beginning of it, or a delivery's id.
 * @param options - The command's options.
 * @param context - Where output goes.
 */
export async function writeEvidence(
  id: string,
  options: EvidenceCommandOptions,
  context: CommandContext,
): Promise<void> {
  const configuration = await loadConfiguration(options.config);
  const access = { create: false, wait: options.wait };
  const now = (context.now ?? Date.now)();
  const madeBy = { "usage-billing": options.version, node: process.versions.node };
  const secrets = listSecrets(configuration, context);
  const { text, head, entries } = await withLedger(
    { configuration, access, context },
    async (ledger) =>
      collectEvidence(ledger, await findSubject(ledger, id), { now, madeBy, secrets }),
  );
  if (options.out === undefined) {
    context.print(text.trimEnd());
    context.warn(`${count(entries, "line")}, head ${head}`);
    return;
  }
  await writeNew(options.out, text);
  context.print(`${options.out}: ${count(entries, "line")}, head ${head}`);
  context.print("Keep the head elsewhere: a file that was written anew has another one.");
}

async function readEvidence(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const reason = code === "ENOENT" ? "there is no such file" : code;
    throw new CommandError(`The evidence ${file} cannot be read: ${reason}.`);
  }
}

/**
 * Verifies evidence, without ledger, configuration or network. Ends with 3 when something is wrong.
 *
 * @param file - The file.
 * @param options - The head to compare with, and whether to print JSON.
 * @param context - Where output goes.
 */
export async function verifyEvidenceFile(
  file: string,
  options: VerifyOptions,
  context: CommandContext,
): Promise<void> {
  const verdict = verifyEvidence(await readEvidence(file));
  const isOther = options.head !== undefined && options.head.toLowerCase() !== verdict.head;
  const isSound = verdict.isSound && !isOther;
  if (!isSound) context.end(EXIT.refused);
  if (options.json === true) {
    const heads = { expectedHead: options.head, isSound };
    context.print(JSON.stringify({ ...verdict, ...heads }, undefined, 2));
    return;
  }
  for (const { line, at, message } of verdict.problems) {
    context.print(`${file}:${line} (byte ${at}): ${toPrintable(message)}`);
  }
  if (isOther) context.print(`${file}: the head is ${verdict.head}, not ${options.head}`);
  const about =
    verdict.about === undefined ? "" : ` of ${Object.entries(verdict.about).flat().join(" ")}`;
  if (isSound) {
    context.print(
      `${file} is sound: ${count(verdict.lines, "line")}${toPrintable(about)}, head ${verdict.head}`,
    );
  }
}
