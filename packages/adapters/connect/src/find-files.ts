import type { CallOptions, Delivery } from "@usage-billing/core";
import type { ConnectFile } from "./api/files/from-usage-file.ts";
import type { ListQuery } from "./api/list/list-query.ts";
import type { ConnectContext } from "./connect-context.ts";
import { fromDeliveryKey } from "./delivery-key.ts";
import { EXTERNAL_ID_START, toExternalId } from "./to-external-id.ts";

/** Refused files that were never mended may lie there for years. */
const LATEST_REFUSED = 20;

const signalOf = ({ signal }: CallOptions): Pick<ListQuery<"files">, "signal"> => ({ signal });

/**
 * Finds the files that were made for a delivery; there should be one at most.
 *
 * @param context - The channel.
 * @param delivery - The delivery.
 * @param options - Signal.
 * @returns The files, deleted ones left out.
 */
export async function findFiles(
  context: ConnectContext,
  delivery: Delivery,
  options: CallOptions,
): Promise<readonly ConnectFile[]> {
  const { product } = fromDeliveryKey(delivery.key);
  const found = context.files.list({
    filter: (where) =>
      where.and(
        where.eq("external_id", toExternalId(delivery)),
        where.eq("product.id", product),
        where.ne("status", "deleted"),
      ),
    ...signalOf(options),
  });
  const files = await Array.fromAsync(found);
  return files.filter(({ status }) => status !== "deleted");
}

/**
 * Finds the latest of this adapter's files for a delivery's product and contract that were refused.
 *
 * @param context - The channel.
 * @param delivery - The delivery.
 * @param options - Signal.
 * @returns The files, the latest first, 20 at most.
 */
export function findRefusedFiles(
  context: ConnectContext,
  delivery: Delivery,
  options: CallOptions,
): AsyncIterable<ConnectFile> {
  const { product, contract } = fromDeliveryKey(delivery.key);
  return context.files.list({
    filter: (where) =>
      where.and(
        where.startsWith("external_id", EXTERNAL_ID_START),
        where.eq("product.id", product),
        where.eq("contract.id", contract),
        where.in("status", ["invalid", "rejected"]),
      ),
    ordering: ["-created.at"],
    limit: LATEST_REFUSED,
    ...signalOf(options),
  });
}
