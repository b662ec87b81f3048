import { CommandError } from "../../command-error.ts";
import type { ChosenChannel } from "./with-connect.ts";

/**
 * Tells which product a command is about.
 *
 * @param options - What was given with `--product`.
 * @param channel - The channel, whose configuration may name one.
 * @returns The product's id.
 * @throws {@link CommandError} When neither names one.
 */
export function productOf(
  { product }: { readonly product?: string },
  { id, configuration }: ChosenChannel,
): string {
  const found = product ?? configuration.product;
  if (found !== undefined) return found;
  throw new CommandError(`Give --product: the channel "${id}" is configured without one.`);
}
