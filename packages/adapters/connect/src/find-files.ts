import type { CallOptions, Delivery } from "@usage-billing/core";
import type { FileState } from "./api/from-usage-file.ts";
import type { ConnectContext } from "./connect-context.ts";
import { fromDeliveryKey } from "./delivery-key.ts";
import { toExternalId } from "./to-external-id.ts";

/**
 * Finds the files that were made for a delivery; there should be one at most.
 *
 * @param context - The channel.
 * @param delivery - The delivery.
 * @param options - Signal.
 * @returns The files, deleted ones left out.
 */
export function findFiles(
  context: ConnectContext,
  delivery: Delivery,
  { signal }: CallOptions,
): Promise<readonly FileState[]> {
  const { product } = fromDeliveryKey(delivery.key);
  return context.files.find(toExternalId(delivery), product, signal);
}
