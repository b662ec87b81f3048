import { InvalidUsageRecordError, type Problem } from "@usage-billing/core";
import { NOTE_LENGTH } from "../api/check-notes.ts";
import type { Billing } from "../api/records/closing.ts";
import { checkText } from "../check-text.ts";
import type { Cell } from "./sheet-xml.ts";

/** A record of a reconciliation file. */
export interface ReconciledRecord extends Billing {
  /** The vendor's record id, as chunks and processed files have it. */
  readonly recordId: string;
}

/**
 * The columns that the distributor fills. The platform's pages name them; the other headers of a
 * reconciliation file are not published.
 */
export const BILLING_COLUMNS = ["external_billing_id", "external_billing_note"] as const;

/** As for every other text that the API bounds without saying more. */
const ID_LENGTH = 255;

const missingBilling: Problem = {
  rule: "missing-billing",
  field: "billingId",
  message: "the record is to be reconciled with neither a billing id nor a note",
  fix: "Give one of them, or leave the record out.",
};

/**
 * Makes the cells of {@link BILLING_COLUMNS}.
 *
 * @param recordId - The record, for what is said of it.
 * @param billing - How it was billed.
 * @returns Two cells, at least one of them with a text.
 * @throws {@link InvalidUsageRecordError} When there is neither an id nor a note, or the channel
 * would refuse one of them: markup, control characters, a note of more than 200 characters.
 */
export function toBillingCells(recordId: string, billing: Billing): readonly Cell[] {
  const { billingId: id = "", billingNote: note = "" } = billing;
  const problems = [
    ...(id === "" && note === "" ? [missingBilling] : []),
    ...checkText({ field: "billingId", value: id, maximum: ID_LENGTH }),
    ...checkText({ field: "billingNote", value: note, maximum: NOTE_LENGTH }),
  ];
  if (problems.length > 0) throw new InvalidUsageRecordError(recordId, problems);
  return [id || undefined, note || undefined];
}
