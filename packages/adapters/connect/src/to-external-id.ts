import type { Delivery } from "@usage-billing/core";

/**
 * Derives the vendor's own key of a usage file, by which it is found again. Creating a file has no
 * idempotency key; this is what keeps a delivery from becoming two files.
 *
 * @param delivery - The delivery.
 * @returns `ub-` and the delivery's id.
 */
export function toExternalId(delivery: Pick<Delivery, "id">): string {
  return `ub-${delivery.id}`;
}
