import { readFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { Ajv, type ValidateFunction } from "ajv";
import schema from "../../configuration.schema.json" with { type: "json" };
import { CommandError } from "../command-error.ts";
import { defaultColumns } from "../input/columns.ts";
import type { LedgerPlace } from "../ledger/ledger-place.ts";
import type { Configuration, ConfigurationFile, LedgerConfiguration } from "./configuration.ts";
import { explainSchemaError, isEcho } from "./explain-schema-error.ts";
import { findRepeatedKeys } from "./find-repeated-keys.ts";
import { findSecrets } from "./find-secrets.ts";
import { checkSchedules } from "./schedules.ts";
import { findSharedAccounts } from "./shared-accounts.ts";
import { checkSources, toSources } from "./sources.ts";

/** The configuration file that is read when the command names none. */
export const DEFAULT_CONFIGURATION = "usage-billing.config.json";

const DEFAULT_LEDGER = ".usage-billing/ledger.db";
const BYTE_ORDER_MARK = "\uFEFF";
const UNREADABLE: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  EISDIR: "it is a folder, not a file",
  EACCES: "it may not be read",
};

async function readConfigurationText(file: string): Promise<string> {
  try {
    const text = await readFile(file, "utf8");
    return text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const reason = (code === undefined ? undefined : UNREADABLE[code]) ?? code;
    throw new CommandError(
      `The configuration ${file} cannot be read: ${reason}. Name another with --config FILE.`,
    );
  }
}

/** Where JSON breaks off. What stands there is not repeated, since it may be a secret. */
function explainSyntax(error: Error): string {
  const place = /line \d+ column \d+/.exec(error.message)?.[0];
  return place === undefined
    ? "check its quotes, commas and brackets"
    : `check its quotes, commas and brackets at ${place}`;
}

function refuse(file: string, problems: readonly string[]): void {
  if (problems.length === 0) return;
  throw new CommandError(`The configuration ${file} is not valid:\n  ${problems.join("\n  ")}`);
}

/** Compiling takes longer than everything else that a short command does. */
let compiled: ValidateFunction<ConfigurationFile> | undefined;

function parse(file: string, text: string): ConfigurationFile {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new CommandError(
      `The configuration ${file} is not JSON; ${explainSyntax(error as Error)}.`,
    );
  }
  refuse(
    file,
    findRepeatedKeys(text).map(
      (path) => `${path} stands there twice; keep one, or name them apart`,
    ),
  );
  compiled ??= new Ajv({ allErrors: true, strict: false }).compile<ConfigurationFile>(schema);
  const validate = compiled;
  if (validate(value)) return value;
  const errors = (validate.errors ?? []).filter((error) => !isEcho(error));
  throw new CommandError(
    `The configuration ${file} is not valid:\n  ${errors.map(explainSchemaError).join("\n  ")}`,
  );
}

function toPlace(file: string, ledger: LedgerConfiguration): LedgerPlace {
  if (typeof ledger !== "string" && "postgres" in ledger) {
    return { kind: "postgres", ...ledger.postgres };
  }
  const path = typeof ledger === "string" ? ledger : ledger.file;
  return { kind: "file", file: resolve(dirname(file), path) };
}

/**
 * Reads a configuration, checks it against its schema and fills in the defaults.
 *
 * @param file - The configuration file's path.
 * @returns The configuration.
 * @throws {@link CommandError} When the file is missing, is not JSON, breaks the schema,
 * holds a secret, or has a name or an account twice; names every member.
 */
export async function loadConfiguration(file: string): Promise<Configuration> {
  const contents = parse(file, await readConfigurationText(file));
  const { source = "usage", ledger = DEFAULT_LEDGER, columns = {}, refusedFiles } = contents;
  const channels = new Map(Object.entries(contents.channels));
  const { sources = {} } = contents;
  refuse(file, [
    ...findSecrets(contents),
    ...findSharedAccounts(channels),
    ...checkSources(sources, new Set(channels.keys())),
    ...checkSchedules(sources, channels),
  ]);
  const { attributes, ...named } = columns;
  const usual = {
    columns: { ...defaultColumns, ...columns, attributes: attributes ?? {} },
    namedColumns: Object.keys(named) as (keyof typeof named)[],
  };
  return {
    file,
    source,
    ledger: toPlace(file, ledger),
    ...(refusedFiles === undefined ? {} : { refusedFiles }),
    ...usual,
    channels,
    sources: toSources(file, sources, usual),
  };
}
