import type { ChannelCapabilities } from "@usage-billing/core";
import type { LedgerRecord } from "@usage-billing/ledger";
import type { Moment } from "./correction-types.ts";

/**
 * Tells whether the channel said that it billed a record.
 *
 * @param held - The record.
 * @returns Whether its last outcome has a billing reference.
 */
export function isBilled({ outcome }: Pick<LedgerRecord, "outcome">): boolean {
  return outcome?.status === "accepted" && outcome.billingReference !== undefined;
}

/**
 * Tells at which moment of its life a record is.
 *
 * @param held - The record as the ledger knows it.
 * @param capabilities - What its channel can do.
 * @returns The moment; `undefined` where it is on its way, in doubt, or not to be changed any more.
 */
export function momentOf(
  held: LedgerRecord,
  { acceptance }: ChannelCapabilities,
): Moment | undefined {
  switch (held.state) {
    case "waiting":
    case "refused":
      return "planned";
    case "pending":
    case "partial":
    case "correcting":
    case "retracting":
      return "sent";
    case "accepted":
      if (isBilled(held)) return "billed";
      return acceptance ? "accepted" : "sent";
    default:
      return undefined;
  }
}
