import { formatInstant, type Instant, type Period, parseInstant } from "@usage-billing/core";
import { CommandError } from "../../command-error.ts";
import type { Configuration } from "../../configuration/configuration.ts";
import type { ConfiguredSource } from "../../configuration/sources.ts";

/**
 * Finds a source of the configuration.
 *
 * @param configuration - The configuration.
 * @param name - The source's name.
 * @returns The source.
 * @throws {@link CommandError} When there is none of that name; the message lists those that are there.
 */
export function requireSource({ file, sources }: Configuration, name: string): ConfiguredSource {
  const source = sources.get(name);
  if (source !== undefined) return source;
  const names = [...sources.keys()];
  const there =
    names.length === 0
      ? `The configuration ${file} has no "sources".`
      : `There are: ${names.join(", ")}.`;
  throw new CommandError(`There is no source "${name}". ${there}`);
}

function readEnd(option: string, text: string): Instant {
  try {
    return parseInstant(text);
  } catch (error) {
    throw new CommandError(`--${option} ${(error as Error).message}`);
  }
}

/**
 * Reads the window that a command is asked for.
 *
 * @param options - Both ends, ISO 8601 with `Z` or an offset.
 * @returns The half-open window, in UTC.
 * @throws {@link CommandError} When an end cannot be read, or the window is empty.
 */
export function readWindowOptions(options: { readonly from: string; readonly to: string }): Period {
  const window = { start: readEnd("from", options.from), end: readEnd("to", options.to) };
  if (window.end > window.start) return window;
  throw new CommandError(`--to must be after --from, which is ${formatInstant(window.start)}.`);
}
