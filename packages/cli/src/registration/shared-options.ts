import { InvalidArgumentError, Option } from "commander";
import { DEFAULT_CONFIGURATION } from "../configuration/load-configuration.ts";

/** What is said of credentials in the help of commands that reach a channel. */
export const CREDENTIAL_HELP = `
Credentials come from the environment, by channel id (see "usage-billing channels"):
  USAGE_BILLING_CONNECT_API_KEY, USAGE_BILLING_REBILLY_API_KEY, USAGE_BILLING_TWOCHECKOUT_SECRET_KEY`;

/**
 * Makes the option that names the configuration.
 *
 * @returns `--config`.
 */
export function configOption(): Option {
  return new Option("--config <file>", "the configuration").default(DEFAULT_CONFIGURATION);
}

/**
 * Makes the option that names the time zone of a period.
 *
 * @returns `--zone`.
 */
export function zoneOption(): Option {
  return new Option(
    "--zone <name>",
    "the days of --period are those of this time zone, not of UTC",
  );
}

/**
 * Makes the option that asks for JSON.
 *
 * @returns `--json`.
 */
export function jsonOption(): Option {
  return new Option("--json", "print JSON, for programs");
}

/**
 * Makes the option that says how long to wait for a ledger in one file that another process has.
 *
 * @returns `--wait`.
 */
export function waitOption(): Option {
  return new Option("--wait <time>", "how long to wait while another process has the ledger")
    .argParser(parseDuration)
    .default(DEFAULT_WAIT, "10s");
}

const DEFAULT_WAIT = 10_000;
const MILLISECONDS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
};

/**
 * Reads a length of time.
 *
 * @param text - A whole number and a unit, for example `500ms`, `60s`, `5m` or `1h`.
 * @returns Milliseconds.
 * @throws InvalidArgumentError When the text is something else.
 */
export function parseDuration(text: string): number {
  const [, number, unit = ""] = /^(\d{1,6})(ms|s|m|h)$/.exec(text) ?? [];
  const factor = MILLISECONDS[unit];
  if (number !== undefined && factor !== undefined) return Number(number) * factor;
  throw new InvalidArgumentError("A time is a whole number with a unit, such as 60s, 5m or 1h.");
}

/**
 * Reads a port.
 *
 * @param text - A whole number from 0 to 65535; 0 stands for any free port.
 * @returns The port.
 * @throws InvalidArgumentError When the text is something else.
 */
export function parsePort(text: string): number {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
  throw new InvalidArgumentError("A port is a whole number from 0 to 65535.");
}
