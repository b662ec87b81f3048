import { InvalidArgumentError, Option } from "commander";
import { parseDuration } from "../../registration/shared-options.ts";

function parseCount(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new InvalidArgumentError("Give a whole number from 1.");
}

/**
 * Makes an option.
 *
 * @param flags - For example `--status <status...>`.
 * @param description - What it does.
 * @returns The option.
 */
export function option(flags: string, description: string): Option {
  return new Option(flags, description);
}

/**
 * Makes an option without which the command does not run.
 *
 * @param flags - For example `--note <text>`.
 * @param description - What it does.
 * @returns The option.
 */
export function required(flags: string, description: string): Option {
  return new Option(flags, description).makeOptionMandatory();
}

/**
 * Makes an option that takes a whole number from 1.
 *
 * @param flags - For example `--limit <number>`.
 * @param description - What it does.
 * @returns The option.
 */
export function counted(flags: string, description: string): Option {
  return new Option(flags, description).argParser(parseCount);
}

/**
 * Makes the options that every list has beside its filters.
 *
 * @param orders - The properties that it can be ordered by; none when it cannot be ordered.
 * @returns `--limit` and `--order`.
 */
export function listOptions(orders: readonly string[] = []): readonly Option[] {
  const limit = counted("--limit <number>", "how many at most");
  if (orders.length === 0) return [limit];
  const words = `in which order: ${orders.join(", ")}; a dash in front turns it round`;
  return [limit, option("--order <property...>", words)];
}

/**
 * Makes the options of commands that write a file.
 *
 * @param name - The name that the file gets without `--out`.
 * @returns `--out` and `--force`.
 */
export function saveOptions(name: string): readonly Option[] {
  return [
    option("--out <file>", `where to write it; ${name} when left out`),
    option("--force", "replace a file that is there"),
  ];
}

/**
 * Makes the option that says how long to wait for the platform.
 *
 * @returns `--deadline`.
 */
export function deadlineOption(): Option {
  return new Option(
    "--deadline <time>",
    "how long to wait, such as 90s, 15m or 1h; 15m otherwise",
  ).argParser(parseDuration);
}
