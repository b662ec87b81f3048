import { readFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { Ajv, type ErrorObject } from "ajv";
import schema from "../../configuration.schema.json" with { type: "json" };
import { CommandError } from "../command-error.ts";
import { defaultColumns } from "../input/columns.ts";
import type { Configuration, ConfigurationFile } from "./configuration.ts";

/** The configuration file that is read when the command names none. */
export const DEFAULT_CONFIGURATION = "usage-billing.config.json";

const BYTE_ORDER_MARK = "\uFEFF";
const SECRET_NAME = /^(api_?key|token|secret_?key|secret|password)$/i;

/** Keywords whose errors only repeat in other words what another error of the same place says. */
const ECHOES = new Set(["if", "propertyNames"]);

function explainUnknown(place: string, name: string): string {
  return SECRET_NAME.test(name)
    ? `${place} has "${name}"; credentials come from environment variables, never from this file`
    : `${place} has the unknown member "${name}"`;
}

/** What is wrong with a member, as the end of a sentence. */
function complain({ keyword, params, message }: ErrorObject): string {
  switch (keyword) {
    case "required":
      return `lacks "${params["missingProperty"]}"`;
    case "type":
      return `must be of type ${params["type"]}`;
    case "enum":
      return `must be one of ${params["allowedValues"].join(", ")}`;
    case "minProperties":
    case "minLength":
      return "must not be empty";
    default:
      return message ?? `breaks the rule "${keyword}"`;
  }
}

function explain(error: ErrorObject): string {
  const place =
    error.instancePath === "" ? "the file" : error.instancePath.slice(1).replaceAll("/", ".");
  if (error.keyword === "additionalProperties") {
    return explainUnknown(place, error.params["additionalProperty"]);
  }
  if (error.propertyName !== undefined) {
    return `${place} has the name "${error.propertyName}"; use small letters, digits and hyphens, a letter first`;
  }
  return `${place} ${complain(error)}`;
}

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

function parse(file: string, text: string): ConfigurationFile {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new CommandError(`The configuration ${file} is not JSON: ${(error as Error).message}`);
  }
  const validate = new Ajv({ allErrors: true, strict: false }).compile<ConfigurationFile>(schema);
  if (validate(value)) return value;
  const problems = (validate.errors ?? [])
    .filter(({ keyword }) => !ECHOES.has(keyword))
    .map(explain);
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
