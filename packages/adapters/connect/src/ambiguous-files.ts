import type { CallOptions, Delivery, UnknownOutcome } from "@usage-billing/core";
import type { ConnectFile } from "./api/files/from-usage-file.ts";
import type { ConnectContext } from "./connect-context.ts";
import { indexHeldUsage } from "./index-held-usage.ts";
import { listFileUsage } from "./list-file-usage.ts";

/**
 * Tells that several files carry one delivery's external id. Nothing is guessed: somebody has to look.
 *
 * @param context - The channel.
 * @param found - The delivery and its files.
 * @param options - Signal.
 * @returns An unknown outcome a record, with the usage in those files that could be the record.
 */
export async function toAmbiguousOutcomes(
  context: ConnectContext,
  found: { readonly delivery: Delivery; readonly files: readonly ConnectFile[] },
  options: CallOptions,
): Promise<readonly UnknownOutcome[]> {
  const ids = found.files.map(({ id }) => id);
  const candidatesFor = indexHeldUsage(await listFileUsage(context, ids, options));
  const reason = `several files carry this delivery's external id: ${ids.join(", ")}; delete all but one`;
  return found.delivery.records.map((record) => ({
    status: "unknown",
    recordId: record.recordId,
    reason,
    candidates: candidatesFor(record),
  }));
}
