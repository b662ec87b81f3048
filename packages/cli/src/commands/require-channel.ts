import { CommandError } from "../command-error.ts";
import type { Configuration } from "../configuration/configuration.ts";

/**
 * Makes sure that a channel is configured.
 *
 * @param configuration - The configuration.
 * @param id - The channel's id, as the user gave it.
 * @throws {@link CommandError} When it is not; lists those that are.
 */
export function requireChannel({ channels, file }: Configuration, id: string): void {
  if (channels.has(id)) return;
  const known = [...channels.keys()].join(", ");
  throw new CommandError(`There is no channel "${id}" in ${file}. There are: ${known}.`);
}
