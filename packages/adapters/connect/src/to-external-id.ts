import type { Delivery } from "@usage-billing/core";

/** What the external ids of this adapter's files start with. */
export const EXTERNAL_ID_START = "ub-";

/**
 * Derives the vendor's own key of a usage file, by which it is found again. Creating a file has no
 * idempotency key; this is what keeps a delivery from becoming two files.
 *
 * @param delivery - The delivery.
 * @returns `ub-` and the delivery's id.
 */
export function toExternalId(delivery: Pick<Delivery, "id">): string {
  return `${EXTERNAL_ID_START}${delivery.id}`;
}
