import { readFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { Ajv, type ErrorObject } from "ajv";
import schema from "../../configuration.schema.json" with { type: "json" };
import { CommandError } from "../command-error.ts";
import { defaultColumns } from "../input/columns.ts";
import type { Configuration, ConfigurationFile } from "./configuration.ts";

/** The configuration file that is read when the command names none. */
export const DEFAULT_CONFIGURATION = "usage-billing.config.json";

const SECRET_NAME = /^(api_?key|token|secret_?key|secret|password)$/i;

function explain(error: ErrorObject): string {
  const place =
    error.instancePath === "" ? "the file" : error.instancePath.slice(1).replaceAll("/", ".");
  if (error.keyword !== "additionalProperties") {
    const allowed = (error.params as { allowedValues?: readonly unknown[] }).allowedValues;
    return `${place} ${error.message}${allowed === undefined ? "" : `: ${allowed.join(", ")}`}`;
  }
  const { additionalProperty: name } = error.params as { additionalProperty: string };
  return SECRET_NAME.test(name)
    ? `${place} has "${name}"; credentials come from environment variables, never from this file`
    : `${place} has the unknown member "${name}"`;
}

async function readConfigurationText(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const reason = code === "ENOENT" ? "there is no such file" : code;
    throw new CommandError(
      `The configuration ${file} cannot be read: ${reason}. Name another with --config FILE.`,
    );
  }
}

function parse(file: string, text: string): ConfigurationFile {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new CommandError(`The configuration ${file} is not JSON: ${(error as Error).message}`);
  }
  const validate = new Ajv({ allErrors: true, strict: false }).compile<ConfigurationFile>(schema);
  if (validate(value)) return value;
  const problems = (validate.errors ?? []).filter(({ keyword }) => keyword !== "if").map(explain);
  throw new CommandError(`The configuration ${file} is not valid:\n  ${problems.join("\n  ")}`);
}

/**
 * Reads a configuration, checks it against its schema and fills in the defaults.
 *
 * @param file - The configuration file's path.
 * @returns The configuration.
 * @throws {@link CommandError} When the file is missing, is not JSON, or breaks the schema; names every member.
 */
export async function loadConfiguration(file: string): Promise<Configuration> {
  const {
    source = "usage",
    ledger = ".usage-billing/ledger.db",
    columns = {},
    channels,
  } = parse(file, await readConfigurationText(file));
  const { attributes, ...named } = columns;
  return {
    file,
    source,
    ledger: resolve(dirname(file), ledger),
    columns: { ...defaultColumns, ...columns, attributes: attributes ?? {} },
    namedColumns: Object.keys(named) as (keyof typeof named)[],
    channels: new Map(Object.entries(channels)),
  };
}
