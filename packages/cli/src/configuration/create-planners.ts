import type { Channel } from "@usage-billing/core";
import type { Configuration } from "./configuration.ts";
import { createChannels } from "./create-channels.ts";
import { createOfflineTransport, withoutCredentials } from "./offline.ts";

/**
 * Makes channels that check and group records but reach nobody, and so need no credential.
 *
 * @param configuration - The configuration.
 * @param ids - The channels wanted.
 * @returns The channels by id.
 * @throws {@link CommandError} When an option has a value that the adapter cannot work with.
 */
export function createPlanners(
  configuration: Configuration,
  ids: readonly string[],
): ReadonlyMap<string, Channel> {
  return createChannels(configuration, ids, {
    environment: withoutCredentials(configuration),
    transport: createOfflineTransport(),
  });
}
