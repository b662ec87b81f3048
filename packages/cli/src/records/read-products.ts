import type { Configuration } from "../configuration/configuration.ts";

/**
 * Reads which product a channel's records are of where they name none.
 *
 * @param configuration - The configuration.
 * @returns The products by channel.
 */
export function readProducts({
  channels,
}: Pick<Configuration, "channels">): ReadonlyMap<string, string> {
  const products = new Map<string, string>();
  for (const [id, channel] of channels) {
    if (channel.api === "connect" && channel.product !== undefined) {
      products.set(id, channel.product);
    }
  }
  return products;
}
