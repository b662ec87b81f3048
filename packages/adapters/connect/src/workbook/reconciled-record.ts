import { InvalidUsageRecordError } from "@usage-billing/core";
import type { Cell } from "./sheet-xml.ts";

/** How a record was billed. */
export interface RecordBilling {
  /** The distributor's id of the charge. */
  readonly externalBillingId?: string;
  /** The distributor's note on the charge. */
  readonly externalBillingNote?: string;
}

/** A record of a reconciliation file. */
export interface ReconciledRecord extends RecordBilling {
  /** The vendor's record id, as chunks and processed files have it. */
  readonly recordId: string;
}

/**
 * The columns that the distributor fills. The platform's pages name them; the other headers of a
 * reconciliation file are not published.
 */
export const BILLING_COLUMNS = ["external_billing_id", "external_billing_note"] as const;

/**
 * Makes the cells of {@link BILLING_COLUMNS}.
 *
 * @param recordId - The record, for what is said of it.
 * @param billing - How it was billed.
 * @returns Two cells, at least one of them with a text.
 * @throws {@link InvalidUsageRecordError} When there is neither an id nor a note.
 */
export function toBillingCells(recordId: string, billing: RecordBilling): readonly Cell[] {
  const { externalBillingId: id = "", externalBillingNote: note = "" } = billing;
  if (id !== "" || note !== "") return [id || undefined, note || undefined];
  throw new InvalidUsageRecordError(recordId, [
    {
      rule: "missing-billing",
      field: "externalBillingId",
      message: "the record is to be reconciled with neither a billing id nor a note",
      fix: "Give one of them, or leave the record out.",
    },
  ]);
}
